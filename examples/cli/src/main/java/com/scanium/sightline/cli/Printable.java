package com.scanium.sightline.cli;

/** Texts of others on a terminal: what could move the cursor or change colours is spelled out. */
final class Printable {
  private Printable() {}

  /** The text on one line without control characters. */
  static String of(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      if (control && out == null) {
        out = new StringBuilder(text.substring(0, i));
      }
      if (out != null) {
        out.append(control ? spelled(c) : String.valueOf(c));
      }
    }
    return out == null ? text : out.toString();
  }

  private static String spelled(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) c);
    };
  }
}
