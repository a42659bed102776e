package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A provisioning value after Grafana expanded environment variables: {@code $NAME} and {@code
 * ${NAME}}, and {@code $$} for a dollar sign. Immutable.
 *
 * <p>Grafana takes everything between the braces as the name, so {@code ${NAME:-default}} asks for
 * a variable that can't exist and becomes the empty text.
 */
public final class Expansion {
  /**
   * A variable that a value refers to.
   *
   * @param name the name as Grafana looks it up
   * @param span where the reference stands in the value
   */
  public record Reference(String name, Span span) {
    /** Whether no environment can hold such a name, so that the value is empty for certain. */
    public boolean isNeverSet() {
      return !name.matches("[A-Za-z0-9_.-]*") && !name.startsWith("__");
    }
  }

  private final String text;
  private final OffsetMap origin;
  private final List<Reference> references;

  private Expansion(String text, OffsetMap origin, List<Reference> references) {
    this.text = text;
    this.origin = origin;
    this.references = List.copyOf(references);
  }

  /** Expands a value without knowing any variable: references become the empty text. */
  public static Expansion of(String value) {
    return of(value, Map.of());
  }

  /**
   * Expands a value.
   *
   * @param environment the variables that are known, by name; others become the empty text and are
   *     {@link #references()}
   */
  public static Expansion of(String value, Map<String, String> environment) {
    StringBuilder out = new StringBuilder(value.length());
    OffsetMap.Builder map = OffsetMap.builder();
    List<Reference> references = new ArrayList<>();
    int copied = 0;
    int at = value.indexOf('$');
    while (at >= 0) {
      map.copied(out.length(), copied);
      out.append(value, copied, at);
      int end;
      if (value.startsWith("$$", at)) {
        map.fixed(out.length(), at);
        out.append('$');
        end = at + 2;
      } else {
        end = referenceEnd(value, at);
        if (end == at + 1) {
          map.fixed(out.length(), at);
          out.append('$');
        } else {
          String name = nameOf(value.substring(at + 1, end));
          String known = environment.get(name);
          if (known == null) {
            references.add(new Reference(name, new Span(at, end)));
          } else {
            map.fixed(out.length(), at);
            out.append(known);
          }
        }
      }
      copied = end;
      at = value.indexOf('$', end);
    }
    map.copied(out.length(), copied);
    out.append(value.substring(copied));
    return new Expansion(out.toString(), map.build(), references);
  }

  /** {@code NAME}, {@code {NAME}} and {@code __env{NAME}} name the same variable. */
  private static String nameOf(String reference) {
    boolean environment = reference.startsWith("__env{") && reference.endsWith("}");
    boolean braces = environment || (reference.startsWith("{") && reference.endsWith("}"));
    return braces
        ? reference.substring(reference.indexOf('{') + 1, reference.length() - 1).strip()
        : reference;
  }

  private static int referenceEnd(String value, int at) {
    if (value.startsWith("{", at + 1)) {
      int close = value.indexOf('}', at);
      return close < 0 ? at + 1 : close + 1;
    }
    int end = at + 1;
    while (end < value.length()
        && (Character.isLetterOrDigit(value.charAt(end)) || value.charAt(end) == '_')) {
      end++;
    }
    // $__file{…} and $__env{…}: a provider's name before the braces
    if (value.startsWith("__", at + 1) && value.startsWith("{", end)) {
      int close = value.indexOf('}', end);
      return close < 0 ? end : close + 1;
    }
    return end;
  }

  /** The value with known references replaced, and every other by nothing. */
  public String text() {
    return text;
  }

  /** Leads from offsets in {@link #text()} to offsets in the value as written. */
  public OffsetMap origin() {
    return origin;
  }

  /** The variables that the value depends on and that aren't known. */
  public List<Reference> references() {
    return references;
  }

  /** Whether the value is known without the environment. */
  public boolean isKnown() {
    return references.stream().allMatch(Reference::isNeverSet);
  }
}
