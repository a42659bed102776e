package com.scanium.sightline.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes {@link Doc} trees as JSON: order, duplicates and number texts as they are in the tree.
 *
 * <p>Numbers that only YAML can spell become decimal ones; infinities and NaN become strings.
 * Stateless.
 */
public final class DocWriter {
  private static final String HEX = "0123456789abcdef";
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  private final StringBuilder out = new StringBuilder();
  private final String step;

  private DocWriter(String step) {
    this.step = step;
  }

  /** Compact JSON: no white space between tokens, no line end. */
  public static String json(Doc doc) {
    DocWriter writer = new DocWriter("");
    writer.write(doc, "");
    return writer.out.toString();
  }

  /** JSON with two spaces per level, one member or item per line, and a line feed at the end. */
  public static String prettyJson(Doc doc) {
    DocWriter writer = new DocWriter("  ");
    writer.write(doc, "\n");
    return writer.out.append('\n').toString();
  }

  private void write(Doc doc, String line) {
    switch (doc.kind()) {
      case OBJECT -> object(doc.members(), line);
      case ARRAY -> array(doc.items(), line);
      case STRING -> string(doc.asString().orElse(""));
      case NUMBER -> number(doc);
      case BOOLEAN -> out.append(doc.asText().orElse("false"));
      case NULL -> out.append("null");
    }
  }

  private void object(List<Doc.Member> members, String line) {
    out.append('{');
    String inner = line + step;
    for (int i = 0; i < members.size(); i++) {
      out.append(i == 0 ? "" : ",").append(inner);
      string(members.get(i).key());
      out.append(step.isEmpty() ? ":" : ": ");
      write(members.get(i).value(), inner);
    }
    out.append(members.isEmpty() ? "" : line).append('}');
  }

  private void array(List<Doc> items, String line) {
    out.append('[');
    String inner = line + step;
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : ",").append(inner);
      write(items.get(i), inner);
    }
    out.append(items.isEmpty() ? "" : line).append(']');
  }

  private void number(Doc doc) {
    String text = doc.asText().orElse("");
    if (JSON_NUMBER.matcher(text).matches()) {
      out.append(text);
      return;
    }
    double value = doc.asDouble().orElse(Double.NaN);
    if (doc.asLong().isPresent()) {
      out.append(doc.asLong().get().longValue());
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      string(text);
    } else {
      out.append(value);
    }
  }

  private void string(String value) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '"' && c != '\\' && c >= ' ' && !isLoneSurrogate(value, i)) {
        continue;
      }
      out.append(value, plainFrom, i);
      escape(c);
      plainFrom = i + 1;
    }
    out.append(value, plainFrom, value.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xF));
        }
      }
    }
  }

  /** Half a pair has no UTF-8 form, so it can only be written as an escape. */
  private static boolean isLoneSurrogate(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
