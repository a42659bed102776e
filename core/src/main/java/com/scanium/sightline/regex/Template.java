package com.scanium.sightline.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A replacement text with references to groups, split once: {@code a${1}b} is the text {@code a},
 * the group {@code 1}, the text {@code b}.
 *
 * <p>Immutable. Reads {@code $} as Go's {@code regexp.Expand} does.
 */
public final class Template {
  private final List<String> texts; // one more than names: text, name, text, name, text
  private final List<String> names;

  private Template(List<String> texts, List<String> names) {
    this.texts = List.copyOf(texts);
    this.names = List.copyOf(names);
  }

  /** Splits a replacement text; every text is a valid one. */
  public static Template of(String template) {
    List<String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if (c != '$') {
        text.append(c);
        i++;
      } else if (template.startsWith("$", i + 1)) {
        text.append('$');
        i += 2;
      } else {
        boolean braced = template.startsWith("{", i + 1);
        int start = braced ? i + 2 : i + 1;
        int end = endOfName(template, start);
        if (end == start || (braced && !template.startsWith("}", end))) {
          text.append('$');
          i++;
        } else {
          texts.add(text.toString());
          text.setLength(0);
          names.add(template.substring(start, end));
          i = braced ? end + 1 : end;
        }
      }
    }
    texts.add(text.toString());
    return new Template(texts, names);
  }

  private static int endOfName(String template, int start) {
    int end = start;
    while (end < template.length()) {
      int c = template.codePointAt(end);
      if (c != '_'
          && !Character.isLetter(c)
          && Character.getType(c) != Character.DECIMAL_DIGIT_NUMBER) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /** The number that a group name spells, or -1 when it is not a number (then it is a name). */
  static int groupNumber(String name) {
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9' || number >= 100_000_000) {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return name.length() > 1 && name.charAt(0) == '0' ? -1 : number;
  }

  /** The names or numbers of the groups it refers to, in order, repeated as written. */
  public List<String> references() {
    return names;
  }

  /** Whether it has no reference, so that it always gives the same text. */
  public boolean isConstant() {
    return names.isEmpty();
  }

  /** The text before the first reference; the whole text when there is none. */
  public String prefix() {
    return texts.get(0);
  }

  /** The text with each reference replaced by the group's value. */
  public String fill(UnaryOperator<String> groups) {
    StringBuilder out = new StringBuilder(texts.get(0));
    for (int i = 0; i < names.size(); i++) {
      out.append(groups.apply(names.get(i))).append(texts.get(i + 1));
    }
    return out.toString();
  }
}
