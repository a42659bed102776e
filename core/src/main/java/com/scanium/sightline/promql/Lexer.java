package com.scanium.sightline.promql;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into tokens, one at a time, as Prometheus' scanner does: what a character means
 * depends on whether braces or brackets are open. After an error there are no further tokens.
 */
final class Lexer {
  private static final char REPLACEMENT = '\uFFFD';

  final String input;
  private final NumberScanner numbers;
  private final int length;
  private final boolean newer;
  private final boolean placeholders;

  private int position;
  private int parenDepth;
  private boolean braceOpen;
  private boolean bracketOpen;
  private boolean gotColon;
  private boolean gotDuration;

  /** Directly behind {@code [} and behind operators there: only parts of a duration may follow. */
  private boolean inDuration;

  /** The current token. */
  TokenKind kind = TokenKind.END_OF_INPUT;

  int start;
  int end;

  /** What is wrong, when the kind is {@code ERROR}. */
  String problem = "";

  Lexer(String input, PromQlOptions options) {
    this.input = input;
    this.numbers = new NumberScanner(input);
    this.length = input.length();
    this.newer = options.grammar() == PromQlOptions.Grammar.NEWER;
    this.placeholders = options.placeholders() == PromQlOptions.Placeholders.ACCEPTED;
  }

  /** Whether the text in hand stands between braces. */
  boolean isInBraces() {
    return braceOpen;
  }

  /** Whether the text in hand stands between brackets. */
  boolean isInBrackets() {
    return bracketOpen;
  }

  /** Whether a parenthesis is open. */
  boolean isInParentheses() {
    return parenDepth > 0;
  }

  /** Reads the next token into the fields. */
  TokenKind next() {
    if (braceOpen) {
      kind = insideBraces();
    } else if (inDuration) {
      kind = insideBrackets();
    } else {
      kind = statement();
    }
    end = position;
    return kind;
  }

  private TokenKind statement() {
    skipBlanks();
    if (position >= length) {
      start = position;
      if (parenDepth != 0) {
        return fail(position, "unclosed left parenthesis");
      }
      return bracketOpen ? fail(position, "unclosed left bracket") : TokenKind.END_OF_INPUT;
    }
    start = position;
    char c = input.charAt(position);
    if (isAlpha(c)) {
      return bracketOpen ? durationWord(false) : word();
    }
    if (isDigit(c)) {
      return numberOrDuration();
    }
    position++;
    switch (c) {
      case ',' -> {
        return TokenKind.COMMA;
      }
      case '(' -> {
        parenDepth++;
        return TokenKind.LEFT_PAREN;
      }
      case ')' -> {
        return rightParen();
      }
      case '{' -> {
        braceOpen = true;
        return TokenKind.LEFT_BRACE;
      }
      case '[' -> {
        return leftBracket();
      }
      case ']' -> {
        if (!bracketOpen) {
          return fail(start, "unexpected right bracket");
        }
        bracketOpen = false;
        return TokenKind.RIGHT_BRACKET;
      }
      case '"', '\'' -> {
        return quoted(c);
      }
      case '`' -> {
        return raw();
      }
      case '*' -> {
        return TokenKind.MULTIPLY;
      }
      case '/' -> {
        return TokenKind.DIVIDE;
      }
      case '%' -> {
        return TokenKind.MODULO;
      }
      case '+' -> {
        return TokenKind.ADD;
      }
      case '-' -> {
        return TokenKind.SUBTRACT;
      }
      case '^' -> {
        return TokenKind.POWER;
      }
      case '@' -> {
        return TokenKind.AT;
      }
      case '=' -> {
        if (peek() == '~') {
          return fail(start, "unexpected character '~' after '='");
        }
        return accept('=') ? TokenKind.EQUAL : TokenKind.ASSIGN;
      }
      case '!' -> {
        return accept('=')
            ? TokenKind.NOT_EQUAL
            : fail(start, "unexpected " + describe(position) + " after '!'");
      }
      case '<' -> {
        if (accept('=')) {
          return TokenKind.LESS_OR_EQUAL;
        }
        return newer && accept('/') ? TokenKind.TRIM_UPPER : TokenKind.LESS;
      }
      case '>' -> {
        if (accept('=')) {
          return TokenKind.GREATER_OR_EQUAL;
        }
        return newer && accept('/') ? TokenKind.TRIM_LOWER : TokenKind.GREATER;
      }
      case '.' -> {
        if (isDigit(peek())) {
          position--;
          return numberOrDuration();
        }
      }
      case ':' -> {
        if (!bracketOpen) {
          position--;
          return word();
        }
        if (gotColon) {
          return fail(start, "unexpected second colon");
        }
        gotColon = true;
        return TokenKind.COLON;
      }
      default -> {}
    }
    position--;
    return placeholderOr("unexpected character " + describe(position));
  }

  private TokenKind rightParen() {
    parenDepth--;
    return parenDepth < 0 ? fail(position, "unexpected right parenthesis") : TokenKind.RIGHT_PAREN;
  }

  private TokenKind leftBracket() {
    if (placeholders && peek() == '[' && PlaceholderScanner.endOf(input, start) > 0) {
      position--;
      return template();
    }
    if (bracketOpen) {
      return fail(start, "unexpected left bracket");
    }
    gotColon = false;
    bracketOpen = true;
    inDuration = true;
    return TokenKind.LEFT_BRACKET;
  }

  private TokenKind insideBrackets() {
    while (position < length && isSpace(input.charAt(position))) {
      position++;
    }
    start = position;
    if (position >= length) {
      return fail(start, "unexpected end of input in a duration");
    }
    char c = input.charAt(position++);
    switch (c) {
      case ']' -> {
        bracketOpen = false;
        gotColon = false;
        inDuration = false;
        return TokenKind.RIGHT_BRACKET;
      }
      case ':' -> {
        if (!gotDuration) {
          return fail(position, "unexpected colon before a duration");
        }
        if (gotColon) {
          return fail(position, "unexpected second colon");
        }
        gotColon = true;
        return TokenKind.COLON;
      }
      case '(' -> {
        parenDepth++;
        return TokenKind.LEFT_PAREN;
      }
      case ')' -> {
        return rightParen();
      }
      case '+' -> {
        return TokenKind.ADD;
      }
      case '-' -> {
        return TokenKind.SUBTRACT;
      }
      case '*' -> {
        return TokenKind.MULTIPLY;
      }
      case '/' -> {
        return TokenKind.DIVIDE;
      }
      case '%' -> {
        return TokenKind.MODULO;
      }
      case '^' -> {
        return TokenKind.POWER;
      }
      case ',' -> {
        return TokenKind.COMMA;
      }
      default -> {}
    }
    position--;
    if (isDigit(c) || (c == '.' && position + 1 < length && isDigit(input.charAt(position + 1)))) {
      gotDuration = true;
      inDuration = false;
      return numberOrDuration();
    }
    if (isAlpha(c)) {
      return durationWord(true);
    }
    TokenKind found =
        placeholderOr("unexpected character " + describe(position) + " in a duration");
    if (found == TokenKind.TEMPLATE) {
      gotDuration = true;
      inDuration = false;
    }
    return found;
  }

  /** A function's name between brackets: the only words there. */
  private TokenKind durationWord(boolean inDurationState) {
    int at = position;
    while (at < length && isAlpha(input.charAt(at))) {
      at++;
    }
    TokenKind found = Keywords.find(input, position, at);
    boolean known =
        found == TokenKind.STEP
            || (newer
                ? found == TokenKind.RANGE || found == TokenKind.MAX_OF || found == TokenKind.MIN_OF
                : found == TokenKind.MIN || found == TokenKind.MAX);
    if (known && found != null) {
      position = at;
      return found;
    }
    return fail(
        start,
        "unexpected character " + describe(start) + (inDurationState ? " in a duration" : ""));
  }

  private TokenKind insideBraces() {
    skipBlanks();
    start = position;
    if (position >= length) {
      return fail(start, "unexpected end of input inside braces");
    }
    char c = input.charAt(position);
    if (isAlpha(c)) {
      do {
        position++;
      } while (position < length && isAlphaNumeric(input.charAt(position)));
      return placeholders && startsPlaceholder(position) ? template() : TokenKind.IDENTIFIER;
    }
    position++;
    switch (c) {
      case ',' -> {
        return TokenKind.COMMA;
      }
      case '"', '\'' -> {
        return quoted(c);
      }
      case '`' -> {
        return raw();
      }
      case '=' -> {
        return accept('~') ? TokenKind.REGEX_MATCH : TokenKind.ASSIGN;
      }
      case '!' -> {
        if (accept('~')) {
          return TokenKind.REGEX_NOT_MATCH;
        }
        return accept('=')
            ? TokenKind.NOT_EQUAL
            : fail(start, "unexpected " + describe(position) + " after '!' inside braces");
      }
      case '{' -> {
        return fail(start, "unexpected left brace");
      }
      case '}' -> {
        braceOpen = false;
        return TokenKind.RIGHT_BRACE;
      }
      default -> {
        position--;
        return placeholderOr("unexpected character " + describe(position) + " inside braces");
      }
    }
  }

  /** A keyword, or a name in which colons may stand. */
  private TokenKind word() {
    boolean colon = false;
    int at = position;
    while (at < length) {
      char c = input.charAt(at);
      if (c == ':') {
        colon = true;
      } else if (!isAlphaNumeric(c)) {
        break;
      }
      at++;
    }
    position = at;
    if (placeholders && startsPlaceholder(at)) {
      return template();
    }
    TokenKind found = colon ? null : Keywords.find(input, start, at);
    if (found == null || (found.isNewer() && !newer)) {
      return colon ? TokenKind.METRIC_IDENTIFIER : TokenKind.IDENTIFIER;
    }
    if (found.needsParen() && !parenFollows()) {
      return TokenKind.IDENTIFIER;
    }
    return found;
  }

  private boolean parenFollows() {
    int at = position;
    while (at < length && isSpace(input.charAt(at))) {
      at++;
    }
    return at < length && input.charAt(at) == '(';
  }

  private TokenKind numberOrDuration() {
    if (placeholders && digitsLeadToPlaceholder()) {
      return template();
    }
    TokenKind found = numbers.scan(position);
    position = numbers.end();
    return found != TokenKind.ERROR
        ? found
        : fail(start, "bad number or duration \"" + input.substring(start, position) + "\"");
  }

  private TokenKind quoted(char quote) {
    while (position < length) {
      char c = input.charAt(position++);
      if (c == quote) {
        return TokenKind.STRING;
      }
      if (c == '\\') {
        String flaw = escape(quote);
        if (flaw != null) {
          return fail(start, flaw);
        }
      } else if (c == '\n') {
        return fail(start, "unterminated string");
      } else if (c >= 0xD800 && isBroken(c)) {
        return fail(start, "text that is not UTF-8 in a string");
      }
    }
    return fail(start, "unterminated string");
  }

  private TokenKind raw() {
    while (position < length) {
      char c = input.charAt(position++);
      if (c == '`') {
        return TokenKind.STRING;
      }
      if (c >= 0xD800 && isBroken(c)) {
        return fail(start, "text that is not UTF-8 in a string");
      }
    }
    return fail(start, "unterminated raw string");
  }

  /** Whether a character just read can't come from UTF-8 text; steps over good pairs. */
  private boolean isBroken(char c) {
    if (Character.isHighSurrogate(c)
        && position < length
        && Character.isLowSurrogate(input.charAt(position))) {
      position++;
      return false;
    }
    return c == REPLACEMENT || Character.isSurrogate(c);
  }

  /** Reads an escape behind its backslash; gives the flaw, or null when there is none. */
  private @Nullable String escape(char quote) {
    if (position >= length) {
      return "unterminated escape";
    }
    char c = input.charAt(position++);
    if (c == quote || "abfnrtv\\".indexOf(c) >= 0) {
      return null;
    }
    int digits;
    int base = 16;
    long limit = Character.MAX_CODE_POINT;
    switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        digits = 3;
        base = 8;
        limit = 255;
      }
      case 'x' -> {
        digits = 2;
        limit = 255;
      }
      case 'u' -> digits = 4;
      case 'U' -> digits = 8;
      default -> {
        return "unknown escape '\\" + c + "'";
      }
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      if (position >= length) {
        return "unterminated escape";
      }
      char d = input.charAt(position++);
      int digit = d < 128 ? Character.digit(d, base) : -1;
      if (digit < 0) {
        return "character '" + d + "' in a numeric escape";
      }
      value = value * base + digit;
    }
    boolean surrogate = value >= 0xD800 && value < 0xE000;
    return value > limit || surrogate ? "escape that is no Unicode character" : null;
  }

  private TokenKind placeholderOr(String problemHere) {
    if (placeholders && startsPlaceholder(position)) {
      return template();
    }
    return fail(start, problemHere);
  }

  private boolean startsPlaceholder(int at) {
    return at < length
        && (input.charAt(at) == '$' || input.charAt(at) == '[')
        && PlaceholderScanner.endOf(input, at) > 0;
  }

  /** Whether letters and digits from here run into a placeholder, as in {@code 5$unit}. */
  private boolean digitsLeadToPlaceholder() {
    int at = position;
    while (at < length && (isAlphaNumeric(input.charAt(at)) || input.charAt(at) == '.')) {
      at++;
    }
    return startsPlaceholder(at);
  }

  /** Reads letters, digits and placeholders as long as they touch. */
  private TokenKind template() {
    while (position < length) {
      char c = input.charAt(position);
      if (isAlphaNumeric(c) || c == '.' || (c == ':' && !bracketOpen && !braceOpen)) {
        position++;
      } else if (startsPlaceholder(position)) {
        position = PlaceholderScanner.endOf(input, position);
      } else {
        break;
      }
    }
    return TokenKind.TEMPLATE;
  }

  private TokenKind fail(int at, String message) {
    start = at;
    position = Math.max(position, at);
    problem = message;
    return TokenKind.ERROR;
  }

  private void skipBlanks() {
    while (position < length) {
      char c = input.charAt(position);
      if (c == '#') {
        do {
          position++;
        } while (position < length
            && input.charAt(position) != '\n'
            && input.charAt(position) != '\r');
      } else if (isSpace(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  private String describe(int at) {
    return at >= length ? "end of input" : "'" + Character.toString(input.codePointAt(at)) + "'";
  }

  /** The next character; NUL at the end of the input, which belongs to no set asked for here. */
  private char peek() {
    return position < length ? input.charAt(position) : '\0';
  }

  private boolean accept(char c) {
    if (position < length && input.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isAlphaNumeric(char c) {
    return isAlpha(c) || isDigit(c);
  }
}
