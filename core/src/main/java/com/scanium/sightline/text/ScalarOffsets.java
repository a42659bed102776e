package com.scanium.sightline.text;

/** Rebuilds, for one string, which stored character each decoded character came from. */
final class ScalarOffsets {
  private final String text;
  private final int end;
  private final OffsetMap.Builder map = OffsetMap.builder();
  private int at;
  private int derived;

  private ScalarOffsets(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  static OffsetMap of(SourceText source, Doc.Str string) {
    String text = source.text();
    Span span = string.span();
    if (string.style() == Doc.Style.SYNTHETIC || span.end() > text.length()) {
      return OffsetMap.builder().fixed(0, Math.min(span.start(), text.length())).build();
    }
    return switch (string.style()) {
      case JSON -> new ScalarOffsets(text, span.start() + 1, span.end() - 1).escaped(false);
      case DOUBLE_QUOTED -> new ScalarOffsets(text, span.start() + 1, span.end() - 1).escaped(true);
      case SINGLE_QUOTED -> new ScalarOffsets(text, span.start() + 1, span.end() - 1).flow(true);
      case PLAIN -> new ScalarOffsets(text, span.start(), span.end()).flow(false);
      default -> BlockOffsets.of(source, string);
    };
  }

  /** JSON strings and YAML's double quotes; only YAML folds line ends. */
  private OffsetMap escaped(boolean yaml) {
    map.copied(0, at);
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\\') {
        escape(yaml);
      } else if (yaml && isBreakAhead()) {
        fold();
      } else {
        at++;
        derived++;
      }
    }
    return map.fixed(derived, end).build();
  }

  private void escape(boolean yaml) {
    char kind = at + 1 < end ? text.charAt(at + 1) : '\\';
    if (yaml && (kind == '\n' || kind == '\r')) {
      at++;
      skipBreak();
      skipBlanks();
      map.copied(derived, at);
      return;
    }
    int digits = kind == 'u' ? 4 : yaml && kind == 'x' ? 2 : yaml && kind == 'U' ? 8 : 0;
    int stop = Math.min(at + 2 + digits, end);
    int made = digits == 8 ? charsOf(stop) : 1;
    map.fixed(derived, at);
    derived += made;
    at = stop;
    map.copied(derived, at);
  }

  private int charsOf(int stop) {
    String hex = text.substring(Math.min(at + 2, stop), stop);
    return hex.matches("0*[0-9a-fA-F]{5,6}") && Integer.parseInt(hex, 16) > 0xFFFF ? 2 : 1;
  }

  /** YAML's single-quoted and plain scalars. */
  private OffsetMap flow(boolean quoted) {
    map.copied(0, at);
    while (at < end) {
      if (isBreakAhead()) {
        fold();
      } else if (quoted && text.startsWith("''", at)) {
        map.fixed(derived, at);
        at += 2;
        derived++;
        map.copied(derived, at);
      } else {
        at++;
        derived++;
      }
    }
    return map.fixed(derived, end).build();
  }

  /** Whether only blanks stand between here and the line's end. */
  private boolean isBreakAhead() {
    int look = at;
    while (look < end && isBlank(text.charAt(look))) {
      look++;
    }
    return look < end && isBreak(text.charAt(look));
  }

  /** One line end becomes a space, each further one a line feed; blanks around them vanish. */
  private void fold() {
    skipBlanks();
    int firstBreak = at;
    skipBreak();
    skipBlanks();
    if (at >= end || !isBreak(text.charAt(at))) {
      map.fixed(derived, firstBreak);
      derived++;
    }
    while (at < end && isBreak(text.charAt(at))) {
      map.fixed(derived, at);
      derived++;
      skipBreak();
      skipBlanks();
    }
    map.copied(derived, at);
  }

  private void skipBlanks() {
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private void skipBreak() {
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
