package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A name or a value in a query: plain text, or text in which placeholders stand.
 *
 * <p>The text is what the query means (quotes removed, escapes resolved); placeholders stay in it
 * as they are written. Bytes that aren't UTF-8, which escapes like {@code \xff} can make, are kept
 * as the lone surrogates U+DC80 to U+DCFF.
 *
 * @param value the whole text, placeholders as written
 * @param parts the text cut at its placeholders, empty when there are none
 * @param span where it stands in the query, quotes included
 */
public record PromQlText(String value, List<Part> parts, Span span) {
  /** Copies the list. */
  public PromQlText {
    parts = List.copyOf(parts);
  }

  /** A plain text. */
  static PromQlText plain(String value, Span span) {
    return new PromQlText(value, List.of(), span);
  }

  /** Whether a placeholder stands in it, so that the final text is unknown. */
  public boolean hasPlaceholders() {
    return !parts.isEmpty();
  }

  /** The placeholders in it, in order. */
  public List<Placeholder> placeholders() {
    List<Placeholder> found = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Variable variable) {
        found.add(variable.placeholder());
      }
    }
    return List.copyOf(found);
  }

  /** Whether the text is one placeholder and nothing else. */
  public boolean isPlaceholder() {
    return parts.size() == 1;
  }

  /** A piece of a text that has placeholders. */
  public sealed interface Part {}

  /**
   * A piece that is known.
   *
   * @param value its text, escapes resolved
   */
  public record Literal(String value) implements Part {}

  /**
   * A piece that is not known.
   *
   * @param placeholder the variable
   */
  public record Variable(Placeholder placeholder) implements Part {}
}
