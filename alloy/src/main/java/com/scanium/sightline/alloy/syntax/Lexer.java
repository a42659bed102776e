package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into tokens, one at a time.
 *
 * <p>A line end closes a statement only behind a token that can end one; so the lexer remembers
 * whether the token before was such a token.
 */
final class Lexer {
  /** Takes the comments, which are no tokens for the parser. */
  interface CommentSink {
    void comment(int start, int end);
  }

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte[] CLASSES = classes();

  private final String text;

  /** The same characters; quicker to step through. */
  private final char[] chars;

  private final int length;
  private final List<Problem> problems;
  private final CommentSink comments;

  private int position;
  private boolean endsStatement;
  private TokenKind kind = TokenKind.EOF;
  private int start;
  private int end;

  Lexer(String text, List<Problem> problems, CommentSink comments) {
    this.text = text;
    this.chars = text.toCharArray();
    this.length = chars.length;
    this.problems = problems;
    this.comments = comments;
    this.position = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
  }

  private static byte[] classes() {
    byte[] table = new byte[128];
    for (int c = 0; c < 128; c++) {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
        table[c] = LETTER;
      } else if (c >= '0' && c <= '9') {
        table[c] = DIGIT;
      }
    }
    return table;
  }

  TokenKind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Moves to the next token that is no comment. */
  void next() {
    while (true) {
      skipSpace();
      start = position;
      if (position >= length) {
        accept(endsStatement ? TokenKind.TERMINATOR : TokenKind.EOF, 0, false);
        return;
      }
      char c = chars[position];
      if (c == '\n') {
        accept(TokenKind.TERMINATOR, 1, false);
        return;
      }
      if (c == '/' && (at(position + 1) == '/' || at(position + 1) == '*')) {
        if (endsStatement && lineEndsWithin(position)) {
          // the statement ends before the comment, as if the comment were not there
          accept(TokenKind.TERMINATOR, 0, false);
          return;
        }
        comment();
        endsStatement = false;
        continue;
      }
      token(c);
      return;
    }
  }

  /** The token's own characters. */
  String slice() {
    return text.substring(start, end);
  }

  private void accept(TokenKind kind, int width, boolean endsStatement) {
    this.kind = kind;
    this.position += width;
    this.end = position;
    this.endsStatement = endsStatement;
  }

  private void skipSpace() {
    while (position < length) {
      char c = chars[position];
      boolean blank = c == ' ' || c == '\t' || c == '\r' || (c == '\n' && !endsStatement);
      if (!blank) {
        return;
      }
      position++;
    }
  }

  private int at(int index) {
    return index < length ? chars[index] : -1;
  }

  private void token(char c) {
    if (c < 128) {
      byte characterClass = CLASSES[c];
      if (characterClass == LETTER) {
        identifier();
        return;
      }
      if (characterClass == DIGIT) {
        number();
        return;
      }
    } else if (isLetter(text.codePointAt(position))) {
      identifier();
      return;
    }
    switch (c) {
      case '"' -> string();
      case '`' -> rawString();
      case '\'' -> singleQuoted();
      case '.' -> {
        int following = at(position + 1);
        if (following >= '0' && following <= '9') {
          number();
        } else {
          accept(TokenKind.DOT, 1, false);
        }
      }
      case '{' -> accept(TokenKind.LCURLY, 1, false);
      case '}' -> accept(TokenKind.RCURLY, 1, true);
      case '(' -> accept(TokenKind.LPAREN, 1, false);
      case ')' -> accept(TokenKind.RPAREN, 1, true);
      case '[' -> accept(TokenKind.LBRACK, 1, false);
      case ']' -> accept(TokenKind.RBRACK, 1, true);
      case ',' -> accept(TokenKind.COMMA, 1, false);
      case '+' -> accept(TokenKind.ADD, 1, false);
      case '-' -> accept(TokenKind.SUB, 1, false);
      case '*' -> accept(TokenKind.MUL, 1, false);
      case '/' -> accept(TokenKind.DIV, 1, false);
      case '%' -> accept(TokenKind.MOD, 1, false);
      case '^' -> accept(TokenKind.POW, 1, false);
      case '=' -> maybeEqual(TokenKind.ASSIGN, TokenKind.EQ);
      case '!' -> maybeEqual(TokenKind.NOT, TokenKind.NEQ);
      case '<' -> maybeEqual(TokenKind.LT, TokenKind.LTE);
      case '>' -> maybeEqual(TokenKind.GT, TokenKind.GTE);
      case '|' -> doubled('|', TokenKind.OR);
      case '&' -> doubled('&', TokenKind.AND);
      default -> illegal();
    }
  }

  private void maybeEqual(TokenKind alone, TokenKind withEqual) {
    if (at(position + 1) == '=') {
      accept(withEqual, 2, false);
    } else {
      accept(alone, 1, false);
    }
  }

  private void doubled(char c, TokenKind doubled) {
    if (at(position + 1) == c) {
      accept(doubled, 2, false);
    } else {
      problem(position + 1, "missing second " + c + " in " + c + c);
      accept(doubled, 1, false);
    }
  }

  private void identifier() {
    int i = position;
    while (i < length) {
      char c = chars[i];
      if (c < 128) {
        if (CLASSES[c] == 0) {
          break;
        }
        i++;
      } else {
        int codePoint = text.codePointAt(i);
        if (!isLetter(codePoint) && !isDigit(codePoint)) {
          break;
        }
        i += Character.charCount(codePoint);
      }
    }
    int width = i - position;
    accept(wordKind(position, width), width, true);
  }

  private TokenKind wordKind(int from, int width) {
    if (width == 4) {
      if (text.startsWith("true", from)) {
        return TokenKind.BOOL;
      }
      if (text.startsWith("null", from)) {
        return TokenKind.NULL;
      }
    } else if (width == 5 && text.startsWith("false", from)) {
      return TokenKind.BOOL;
    }
    return TokenKind.IDENT;
  }

  private void number() {
    TokenKind found = TokenKind.NUMBER;
    int i = digits(position);
    if (at(i) == '.') {
      found = TokenKind.FLOAT;
      i = digits(i + 1);
    }
    if (at(i) == 'e' || at(i) == 'E') {
      found = TokenKind.FLOAT;
      i++;
      if (at(i) == '+' || at(i) == '-') {
        i++;
      }
      int exponent = i;
      i = digits(i);
      if (i == exponent) {
        problem(start, "exponent has no digits");
      }
    }
    accept(found, i - position, true);
  }

  private int digits(int from) {
    int i = from;
    while (i < length && chars[i] >= '0' && chars[i] <= '9') {
      i++;
    }
    return i;
  }

  private void string() {
    int i = position + 1;
    while (true) {
      if (i >= length || chars[i] == '\n') {
        problem(start, "string literal is not terminated; expected \" before the end of the line");
        break;
      }
      char c = chars[i];
      if (c == '"') {
        i++;
        break;
      }
      if (c == '\\') {
        i = escape(i + 1);
      } else {
        i = checked(i, c);
      }
    }
    accept(TokenKind.STRING, i - position, true);
  }

  /** Reads what follows a backslash; gives the offset behind what belongs to the escape. */
  private int escape(int from) {
    int c = at(from);
    int base;
    int count;
    long limit;
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', '"' -> {
        return from + 1;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        base = 8;
        count = 3;
        limit = 255;
      }
      case 'x' -> {
        base = 16;
        count = 2;
        limit = 255;
      }
      case 'u' -> {
        base = 16;
        count = 4;
        limit = Character.MAX_CODE_POINT;
      }
      case 'U' -> {
        base = 16;
        count = 8;
        limit = Character.MAX_CODE_POINT;
      }
      case -1 -> {
        problem(from, "escape sequence is not terminated");
        return from;
      }
      default -> {
        problem(from, "unknown escape sequence \\" + (c < ' ' ? "" : String.valueOf((char) c)));
        return from;
      }
    }
    int i = base == 8 ? from : from + 1;
    long value = 0;
    for (int n = 0; n < count; n++, i++) {
      int digit = at(i) < 0 ? -1 : hexDigit(at(i));
      if (digit < 0 || digit >= base) {
        problem(
            from,
            i >= length
                ? "escape sequence is not terminated"
                : "illegal character " + codePoint(text.codePointAt(i)) + " in escape sequence");
        return i;
      }
      value = value * base + digit;
    }
    if (value > limit || (value >= 0xD800 && value <= 0xDFFF)) {
      problem(from, "escape sequence is not a Unicode code point");
    }
    return i;
  }

  /** The value of a hexadecimal digit in ASCII, -1 for anything else. */
  private static int hexDigit(int c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private void rawString() {
    int i = position + 1;
    while (true) {
      if (i >= length) {
        problem(start, "string literal is not terminated; expected ` before the end of the file");
        break;
      }
      char c = chars[i];
      if (c == '`') {
        i++;
        break;
      }
      i = checked(i, c);
    }
    accept(TokenKind.STRING, i - position, true);
  }

  private void singleQuoted() {
    int i = position + 1;
    while (true) {
      if (i >= length || chars[i] == '\n') {
        problem(start, "string literal is not terminated; expected ' before the end of the line");
        break;
      }
      char c = chars[i];
      if (c == '\'') {
        i++;
        break;
      }
      i = c == '\\' && at(i + 1) >= 0 && at(i + 1) != '\n' ? i + 2 : checked(i, c);
    }
    problem(start, "strings cannot be in single quotes; use double quotes");
    accept(TokenKind.ILLEGAL, i - position, true);
  }

  private void comment() {
    int i = position + 2;
    if (at(position + 1) == '/') {
      while (i < length && chars[i] != '\n') {
        i = checked(i, chars[i]);
      }
      int trimmed = i > position + 2 && chars[i - 1] == '\r' ? i - 1 : i;
      comments.comment(position, trimmed);
      position = i;
      return;
    }
    while (true) {
      if (i >= length) {
        problem(start, "block comment is not terminated; expected */ before the end of the file");
        break;
      }
      char c = chars[i];
      if (c == '*' && at(i + 1) == '/') {
        i += 2;
        break;
      }
      i = checked(i, c);
    }
    comments.comment(position, i);
    position = i;
  }

  /** Whether nothing but comments stands between here and the end of the line or text. */
  private boolean lineEndsWithin(int from) {
    int i = from;
    while (true) {
      // i is at the first character of a comment
      if (at(i + 1) == '/') {
        return true;
      }
      int close = i + 2;
      while (close < length && !(chars[close] == '*' && at(close + 1) == '/')) {
        if (chars[close] == '\n') {
          return true;
        }
        close++;
      }
      i = close + 2;
      while (at(i) == ' ' || at(i) == '\t' || at(i) == '\r') {
        i++;
      }
      if (i >= length || chars[i] == '\n') {
        return true;
      }
      if (chars[i] != '/' || (at(i + 1) != '/' && at(i + 1) != '*')) {
        return false;
      }
    }
  }

  /** Steps over one character inside a string or comment, saying so when no text may have it. */
  private int checked(int index, char c) {
    if (c != 0 && c < 0xD800) {
      return index + 1;
    }
    int codePoint = text.codePointAt(index);
    reportUnreadable(index, codePoint);
    return index + Character.charCount(codePoint);
  }

  private void illegal() {
    int codePoint = text.codePointAt(position);
    reportUnreadable(position, codePoint);
    if (codePoint != BYTE_ORDER_MARK) {
      problem(position, "illegal character " + codePoint(codePoint));
    }
    accept(TokenKind.ILLEGAL, Character.charCount(codePoint), endsStatement);
  }

  /** Reports what is wrong wherever it stands: NUL, a byte order mark, bytes that are no text. */
  private void reportUnreadable(int index, int codePoint) {
    if (codePoint == 0) {
      problem(index, "illegal character NUL");
    } else if (codePoint == BYTE_ORDER_MARK) {
      problem(index, "a byte order mark is legal only at the start of the file");
    } else if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
      problem(index, "illegal UTF-8 encoding");
    }
  }

  private void problem(int offset, String message) {
    problems.add(new Problem(new Span(offset, Math.min(offset + 1, length)), message));
  }

  private static String codePoint(int c) {
    String hex = String.format("U+%04X", c);
    boolean printable = c > ' ' && c != 0x7F && !Character.isISOControl(c) && c < 0xA0;
    return printable ? hex + " '" + Character.toString(c) + "'" : hex;
  }

  static boolean isLetter(int c) {
    return c < 128 ? c >= 0 && CLASSES[c] == LETTER : Character.isLetter(c);
  }

  static boolean isDigit(int c) {
    return c < 128 ? c >= 0 && CLASSES[c] == DIGIT : Character.isDigit(c);
  }

  static boolean isIdentifier(String text) {
    Lexer lexer = new Lexer(text, new ArrayList<>(), (start, end) -> {});
    if (text.isEmpty() || !isLetter(text.codePointAt(0))) {
      return false;
    }
    lexer.next();
    return lexer.kind == TokenKind.IDENT && lexer.end == text.length();
  }
}
