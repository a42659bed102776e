package com.scanium.sightline.port;

import com.scanium.sightline.text.OffsetMap;
import java.util.Map;
import java.util.Objects;

/**
 * One text that a query can become when its variables are replaced.
 *
 * <p>Variables whose values the files don't tell still stand in it as {@code $name} or {@code
 * ${name}}.
 *
 * @param text the query as it would be sent
 * @param offsets from offsets of {@code text} to offsets of the query as written
 * @param values the variable values that made it, by name
 */
public record QueryVariant(String text, OffsetMap offsets, Map<String, String> values) {
  /** Takes a copy of the values. */
  public QueryVariant {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(offsets, "offsets");
    values = Map.copyOf(values);
  }

  /** The query as written, nothing replaced. */
  public static QueryVariant asWritten(String text) {
    return new QueryVariant(text, OffsetMap.shifted(0), Map.of());
  }
}
