package com.scanium.sightline.report;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints what an exact fix writes: the line as it becomes, or the document that is added. The line
 * as it is stands in the excerpt of the finding already, unless the edit is elsewhere.
 */
final class FixLines {
  /** Longer lines are cut around the edit. */
  private static final int WIDTH = 110;

  /** Of longer documents only the beginning is shown. */
  private static final int MOST_LINES = 48;

  private final Finding finding;
  private final int margin;
  private final Paint paint;

  FixLines(Finding finding, int margin, Paint paint) {
    this.finding = finding;
    this.margin = margin;
    this.paint = paint;
  }

  void write(Appendable out) throws IOException {
    for (Edit edit : finding.edits()) {
      edit(edit, out);
    }
    Optional<Fix> fix = finding.fix();
    if (fix.isPresent() && !fix.get().files().isEmpty()) {
      files(fix.get().files(), out);
    }
  }

  private void edit(Edit edit, Appendable out) throws IOException {
    boolean elsewhere = !isOnLineOf(finding.location(), edit.at());
    if (elsewhere) {
      line(out, " ".repeat(margin) + paint.place("--> " + edit.at()));
    }
    int line = edit.at().line().orElse(1);
    String before = edit.at().lineText().orElse("");
    int column = Math.min(edit.at().column().orElse(1) - 1, before.length());
    if (edit.from().isEmpty() && edit.to().endsWith("\n") && column == 0) {
      inserted(edit.to(), line, out);
      return;
    }
    int end = Math.min(column + edit.from().length(), before.length());
    boolean oneLine = edit.from().indexOf('\n') < 0;
    if (elsewhere && !edit.from().isEmpty() && oneLine) {
      line(out, paint.bad(number(line, '-') + cut(before, column)));
    }
    inserted(
        cut(
            before.substring(0, column) + edit.to() + (oneLine ? before.substring(end) : ""),
            column),
        line,
        out);
  }

  private void inserted(String text, int first, Appendable out) throws IOException {
    int number = first;
    for (String line : text.lines().toList()) {
      line(out, paint.good(number(number++, '+') + SecretMask.mask(line)));
    }
  }

  private void files(List<NewFile> files, Appendable out) throws IOException {
    for (NewFile file : files) {
      if (file.choice() == NewFile.Choice.PROPOSED) {
        line(out, " ".repeat(margin) + paint.place("--> " + file.file() + " (new)"));
        List<String> lines = file.text().lines().toList();
        int shown = lines.size() > MOST_LINES ? MOST_LINES - 1 : lines.size();
        for (String text : lines.subList(0, shown)) {
          line(out, paint.good(" ".repeat(margin) + " + " + cut(text, 0)));
        }
        if (shown < lines.size()) {
          line(out, " ".repeat(margin) + "   and " + (lines.size() - shown) + " more lines");
        }
      }
    }
    String others =
        files.stream()
            .filter(file -> file.choice() == NewFile.Choice.ALTERNATIVE)
            .map(file -> "--generate " + file.kind() + " for " + file.file())
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      line(out, " ".repeat(margin) + "     or \"sightline fix\" with " + others);
    }
  }

  private static boolean isOnLineOf(Optional<SourceLocation> location, SourceLocation edit) {
    return location
        .filter(at -> at.source().equals(edit.source()) && at.line().equals(edit.line()))
        .isPresent();
  }

  private String number(int line, char mark) {
    return String.format(Locale.ROOT, "%" + margin + "d %s ", line, mark);
  }

  private static String cut(String line, int around) {
    if (line.length() <= WIDTH || line.indexOf('\n') >= 0) {
      return line;
    }
    int from = Math.max(0, Math.min(around - WIDTH / 4, line.length() - WIDTH));
    int to = Math.min(line.length(), from + WIDTH);
    return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(text.replace('\t', ' ').stripTrailing()).append('\n');
  }
}
