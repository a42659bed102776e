package com.scanium.sightline.fix;

import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints a change as {@code diff -u} does.
 *
 * <p>Lines end at LF as in all tools that read diffs; a CR before it belongs to the line. Lines
 * around an edit that hold a secret are left out of the context, which makes it shorter and the
 * diff no less exact; a secret in an edited line itself is masked.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private final FileChange change;
  private boolean masked;

  UnifiedDiff(FileChange change) {
    this.change = change;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    List<String> after = lines(new String(change.after(), StandardCharsets.UTF_8));
    if (change.before().isEmpty()) {
      out.append("--- /dev/null\n").append("+++ ").append(name("b/")).append('\n');
      out.append("@@ -0,0 +1").append(after.size() == 1 ? "" : "," + after.size()).append(" @@\n");
      after.forEach(line -> line('+', line, out));
      return out.toString();
    }
    out.append("--- ").append(name("a/")).append('\n');
    out.append("+++ ").append(name("b/")).append('\n');
    StoredText before = change.before().get();
    List<String> old = lines(before.text());
    int shift = 0;
    for (List<Block> hunk : hunks(blocks(before.text(), old), old)) {
      shift = hunk(hunk, old, shift, out);
    }
    return out.toString();
  }

  /**
   * As {@code diff} writes a name: a tab behind it when it has spaces, so that all of it is read.
   */
  private String name(String side) {
    String name = side + change.file();
    boolean plain = name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\');
    if (plain) {
      return name.indexOf(' ') < 0 ? name : name + "\t";
    }
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** Whether no secret had to be masked and all bytes are text. */
  boolean isExact() {
    boolean damaged = change.before().filter(StoredText::isDamaged).isPresent();
    masked = false;
    text();
    return !damaged && !masked;
  }

  /** Lines of the old text that become others. */
  private record Block(int from, int to, List<String> lines) {}

  private List<Block> blocks(String text, List<String> old) {
    int[] starts = new int[old.size() + 1];
    for (int i = 0; i < old.size(); i++) {
      starts[i + 1] = starts[i] + old.get(i).length();
    }
    List<Block> blocks = new ArrayList<>();
    List<StoredText.Change> open = new ArrayList<>();
    int from = -1;
    int to = -1;
    for (StoredText.Change part : change.changes()) {
      int first = lineOf(starts, part.span().start());
      // where a line end goes, the next line is joined to this one
      int last = lineOf(starts, part.span().end());
      if (!open.isEmpty() && first > to) {
        blocks.add(block(text, starts, from, to, open, old));
        open.clear();
      }
      from = open.isEmpty() ? first : from;
      to = open.isEmpty() ? last : Math.max(to, last);
      open.add(part);
    }
    if (!open.isEmpty()) {
      blocks.add(block(text, starts, from, to, open, old));
    }
    return blocks;
  }

  private static int lineOf(int[] starts, int offset) {
    int line = Arrays.binarySearch(starts, offset);
    return line >= 0 ? Math.min(line, Math.max(0, starts.length - 2)) : -line - 2;
  }

  private static Block block(
      String text,
      int[] starts,
      int from,
      int to,
      List<StoredText.Change> parts,
      List<String> old) {
    StringBuilder made = new StringBuilder();
    int at = starts.length > from ? starts[from] : text.length();
    int end = starts.length > to + 1 ? starts[to + 1] : text.length();
    for (StoredText.Change part : parts) {
      Span span = part.span();
      made.append(text, at, span.start()).append(part.to());
      at = span.end();
    }
    made.append(text, Math.min(at, end), Math.max(end, at));
    List<String> fresh = lines(made.toString());
    int head = 0;
    int last = Math.min(to, old.size() - 1);
    while (from + head <= last
        && head < fresh.size()
        && old.get(from + head).equals(fresh.get(head))) {
      head++;
    }
    int tail = 0;
    while (last - tail >= from + head
        && fresh.size() - 1 - tail >= head
        && old.get(last - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
      tail++;
    }
    return new Block(
        from + head, last + 1 - tail, List.copyOf(fresh.subList(head, fresh.size() - tail)));
  }

  /** Blocks so near to each other that their context meets make one hunk. */
  private static List<List<Block>> hunks(List<Block> blocks, List<String> old) {
    List<List<Block>> hunks = new ArrayList<>();
    for (Block block : blocks) {
      if (!hunks.isEmpty()) {
        List<Block> last = hunks.get(hunks.size() - 1);
        int gap = last.get(last.size() - 1).to();
        boolean near = block.from() - gap <= 2 * CONTEXT;
        boolean open =
            old.subList(gap, Math.max(gap, block.from())).stream()
                .noneMatch(line -> hasSecret(line));
        if (near && open) {
          last.add(block);
          continue;
        }
      }
      List<Block> fresh = new ArrayList<>();
      fresh.add(block);
      hunks.add(fresh);
    }
    return hunks;
  }

  private static boolean hasSecret(String line) {
    return !SecretMask.secrets(line).isEmpty();
  }

  private int hunk(List<Block> blocks, List<String> old, int shift, StringBuilder out) {
    int first = blocks.get(0).from();
    int last = blocks.get(blocks.size() - 1).to();
    int start = first;
    while (start > 0 && first - start < CONTEXT && !hasSecret(old.get(start - 1))) {
      start--;
    }
    int end = last;
    while (end < old.size() && end - last < CONTEXT && !hasSecret(old.get(end))) {
      end++;
    }
    int removed = end - start;
    int made = removed;
    for (Block block : blocks) {
      made += block.lines().size() - (block.to() - block.from());
    }
    out.append("@@ -").append(range(start, removed));
    out.append(" +").append(range(start + shift, made)).append(" @@\n");
    int at = start;
    for (Block block : blocks) {
      old.subList(at, block.from()).forEach(line -> line(' ', line, out));
      old.subList(block.from(), block.to()).forEach(line -> line('-', line, out));
      block.lines().forEach(line -> line('+', line, out));
      at = block.to();
    }
    old.subList(at, end).forEach(line -> line(' ', line, out));
    return shift + made - removed;
  }

  private static String range(int start, int length) {
    int line = length == 0 ? start : start + 1;
    return length == 1 ? "" + line : line + "," + length;
  }

  private void line(char mark, String line, StringBuilder out) {
    String shown = SecretMask.mask(line);
    masked |= !shown.equals(line);
    out.append(mark).append(shown);
    if (!line.endsWith("\n")) {
      out.append("\n\\ No newline at end of file\n");
    }
  }

  /** The lines with their ends. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      lines.add(text.substring(from, at + 1));
      from = at + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }
}
