package com.scanium.sightline.alloy.eval;

/** Strings and characters in quotes, with escapes for what cannot be printed. */
final class GoQuotes {
  private GoQuotes() {}

  /**
   * A text in quotes.
   *
   * @param quote the quote
   * @param asciiOnly whether all that is not ASCII is escaped
   */
  static String quote(String text, char quote, boolean asciiOnly) {
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> out.append(escaped(c, quote, asciiOnly)));
    return out.append(quote).toString();
  }

  private static String escaped(int c, char quote, boolean asciiOnly) {
    if (ByteText.isByte(c)) {
      return String.format("\\x%02x", c & 0xFF);
    }
    if (c == quote || c == '\\') {
      return "\\" + Character.toString(c);
    }
    if (isPrintable(c) && (c < 0x80 || !asciiOnly)) {
      return Character.toString(c);
    }
    return switch (c) {
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x0B -> "\\v";
      default ->
          c < ' ' || c == 0x7F
              ? String.format("\\x%02x", c)
              : String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    };
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** Whether a text can stand between back quotes. */
  static boolean canBackquote(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c == '\t'
                    || (c >= ' ' && c != '`' && c != 0x7F && c != 0xFEFF && !ByteText.isByte(c)));
  }
}
