package com.scanium.sightline.port;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Quoting;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A text that stands inside another one: a query inside the JSON of a dashboard.
 *
 * @param text the text itself, unescaped
 * @param file the text it stands in
 * @param offsets from offsets of {@code text} to offsets of {@code file}
 */
public record EmbeddedText(String text, SourceText file, OffsetMap offsets) {
  /** Refuses absent parts. */
  public EmbeddedText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(offsets, "offsets");
  }

  /** The place of a range of this text, in the file. */
  public SourceLocation location(Span span) {
    return file.location(offsets.toOriginal(span));
  }

  /**
   * The change of the file that puts something else in the place of a part of this text, escaped as
   * the quotes around it ask for.
   *
   * @param part what goes; of no length for an insertion
   * @param to what comes, unescaped
   * @return empty when the part doesn't stand in the file so that it can be replaced exactly
   */
  public Optional<Edit> edit(Span part, String to) {
    if (part.end() > text.length()) {
      return Optional.empty();
    }
    Span place = part.length() == 0 ? before(part.start()) : offsets.toOriginal(part);
    String raw = file.slice(place);
    int start = offsets.toOriginal(0);
    Quoting quoting = Quoting.around(file.text(), start);
    if (quoting == Quoting.DOUBLE && start > 1 && file.text().charAt(start - 2) == '\\') {
      return Optional.empty(); // a document within a string of another: escaped twice
    }
    boolean isWritten =
        quoting.read(raw).filter(text.substring(part.start(), part.end())::equals).isPresent();
    return isWritten
        ? quoting.write(to, text, part).map(it -> new Edit(file.location(place), raw, it))
        : Optional.empty();
  }

  /**
   * A fix that makes that change where it can be made, and says it in words where it cannot.
   *
   * @param summary what to do
   * @param part what goes
   * @param to what comes
   */
  public Fix fix(String summary, Span part, String to) {
    return edit(part, to)
        .map(it -> Fix.editing(summary, List.of(it)))
        .orElseGet(() -> Fix.of(summary));
  }

  /** The empty place before a character, or behind the last one. */
  private Span before(int offset) {
    int at =
        offset == 0
            ? offsets.toOriginal(0)
            : offsets.toOriginal(new Span(offset - 1, offset)).end();
    return new Span(at, at);
  }

  /** The place of the whole text. */
  public SourceLocation location() {
    return location(new Span(0, text.length()));
  }
}
