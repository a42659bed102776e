package com.scanium.sightline.logql;

/** Finds dashboards' variables in a text. */
final class Placeholders {
  private Placeholders() {}

  static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (end(text, i) > i) {
        return true;
      }
    }
    return false;
  }

  /** Where the variable that begins at an offset ends; the offset itself when none begins there. */
  static int end(String text, int at) {
    if (text.startsWith("${", at) || text.startsWith("[[", at)) {
      String close = text.charAt(at) == '$' ? "}" : "]]";
      int name = nameEnd(text, at + 2);
      int end = name == at + 2 ? -1 : text.indexOf(close, name);
      boolean plain = end >= 0 && isFormat(text, name, end);
      return plain ? end + close.length() : at;
    }
    if (text.startsWith("$", at)) {
      int end = nameEnd(text, at + 1);
      return end == at + 1 || Character.isDigit(text.charAt(at + 1)) ? at : end;
    }
    return at;
  }

  /** Between the name and the closing mark only a field and a format may stand. */
  private static boolean isFormat(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && ":._-, ".indexOf(c) < 0) {
        return false;
      }
    }
    return from == to || text.charAt(from) == ':' || text.charAt(from) == '.';
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }
}
