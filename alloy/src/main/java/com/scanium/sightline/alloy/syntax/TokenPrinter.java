package com.scanium.sightline.alloy.syntax;

import java.util.Arrays;
import java.util.List;

/**
 * Puts tokens, the layout between them and the comments of the source together.
 *
 * <p>Layout that was asked for waits until the next token comes, because a comment that belongs
 * before that token changes it. Whether a comment belongs there is judged by where the token stood
 * in the source; a token for which nobody said that is taken to follow the one before it directly,
 * as Alloy does, which is why a comment before a comma ends up behind it.
 */
final class TokenPrinter {
  /** What may stand between two tokens. */
  enum Layout {
    /** A space. */
    SPACE,
    /** The end of a cell that lines up with those above and below. */
    ALIGN,
    /** A line end; alignment goes on. */
    LINE,
    /** A line end that ends alignment. */
    SECTION,
    /** One level deeper from the next line on. */
    INDENT,
    /** One level back. */
    OUTDENT,
    /** Layout that a comment has taken the place of. */
    REPLACED
  }

  private static final int MOST_LINE_ENDS = 2;
  private static final char[] LINE_ENDS = {'\n', '\f'};

  private final ElasticText out;
  private final LineNumbers lineNumbers;
  private final List<List<Comment>> comments;
  private int nextComments;
  private int nextCommentStart;

  private final Layout[] waiting = new Layout[16];
  private int waitingCount;
  private int indent;
  private boolean isLineStart = true;

  private int place;
  private int placeLine = 1;
  private int lastLine;
  private boolean lastIsNumber;

  /**
   * A printer of nothing yet.
   *
   * @param expectedLength about how long the text will be
   */
  TokenPrinter(LineNumbers lineNumbers, List<List<Comment>> comments, int expectedLength) {
    this.out = new ElasticText(expectedLength);
    this.lineNumbers = lineNumbers;
    this.comments = comments;
    this.nextCommentStart = startOfNext();
  }

  /** Says where in the source the next token stood. */
  TokenPrinter at(int offset) {
    place = offset;
    placeLine = lineNumbers.at(offset);
    return this;
  }

  TokenPrinter layout(Layout wanted) {
    if (waitingCount == waiting.length) {
      release(waitingCount);
    }
    waiting[waitingCount++] = wanted;
    lastIsNumber = false;
    return this;
  }

  TokenPrinter token(String text) {
    int offset = place;
    int line = placeLine;
    if (lastIsNumber && text.equals(".")) {
      // "1.a" would be read as the number "1." and a name
      layout(Layout.SPACE);
    }
    lastIsNumber = false;
    if (hasCommentBefore(offset)) {
      commentsBefore(offset, line);
    } else {
      release(waitingCount);
    }
    startLine();
    advance(offset, line, text.length(), out.text(text));
    return this;
  }

  TokenPrinter number(String text) {
    token(text);
    lastIsNumber = true;
    return this;
  }

  /** The whole text; comments at the end of the file included. */
  String finish() {
    while (nextComments < comments.size()) {
      for (Comment comment : comments.get(nextComments++)) {
        comment(comment, Integer.MAX_VALUE);
      }
    }
    return out.finish();
  }

  private boolean hasCommentBefore(int offset) {
    return nextCommentStart <= offset;
  }

  private int startOfNext() {
    return nextComments < comments.size()
        ? comments.get(nextComments).get(0).span().start()
        : Integer.MAX_VALUE;
  }

  private void commentsBefore(int offset, int line) {
    boolean isOnTokensLine = false;
    while (hasCommentBefore(offset)) {
      for (Comment comment : comments.get(nextComments)) {
        int length = comment(comment, line);
        int end = comment.span().start() + length - 1;
        isOnTokensLine = comment.isBlock() && lineNumbers.at(end) == line;
      }
      nextComments++;
      nextCommentStart = startOfNext();
    }
    if (isOnTokensLine) {
      startLine();
      out.space();
    }
    char lineEnd = ElasticText.LINE;
    for (int i = 0; i < waitingCount; i++) {
      Layout found = waiting[i];
      if (found == Layout.SECTION) {
        lineEnd = ElasticText.SECTION;
      }
      if (found != Layout.INDENT && found != Layout.OUTDENT) {
        waiting[i] = Layout.REPLACED;
      }
    }
    int missing = line - lastLine;
    release(waitingCount);
    lineEnds(lineEnd, missing);
  }

  /** Prints a comment; gives the length of what was printed. */
  private int comment(Comment comment, int tokensLine) {
    int line = lineNumbers.at(comment.span().start());
    if (!out.isEmpty()) {
      if (line == lastLine) {
        startLine();
        if (line == tokensLine) {
          out.space();
        } else {
          out.control(ElasticText.HARD_TAB);
        }
      } else {
        releaseBeforeComment();
        lineEnds(ElasticText.SECTION, line - lastLine);
      }
    }
    String text = comment.printedText();
    startLine();
    out.verbatim(text);
    advance(comment.span().start(), line, text.length(), countLineEnds(text));
    return text.length();
  }

  /** Applies the indentation that leads the waiting layout; what follows it gives way. */
  private void releaseBeforeComment() {
    int leading = 0;
    while (leading < waitingCount
        && (waiting[leading] == Layout.INDENT || waiting[leading] == Layout.OUTDENT)) {
      leading++;
    }
    if (leading < waitingCount) {
      waiting[leading] = Layout.REPLACED;
      release(leading);
    }
  }

  private void release(int count) {
    for (int i = 0; i < count; i++) {
      switch (waiting[i]) {
        case SPACE -> {
          startLine();
          out.space();
        }
        case ALIGN -> {
          startLine();
          out.control(ElasticText.SOFT_TAB);
        }
        case LINE -> lineEnds(ElasticText.LINE, 1);
        case SECTION -> lineEnds(ElasticText.SECTION, 1);
        case INDENT -> indent++;
        case OUTDENT -> indent--;
        case REPLACED -> {}
      }
    }
    waitingCount -= count;
    System.arraycopy(waiting, count, waiting, 0, waitingCount);
    Arrays.fill(waiting, waitingCount, waitingCount + count, Layout.REPLACED);
  }

  private void lineEnds(char kind, int wanted) {
    if (wanted <= 0) {
      return;
    }
    startLine();
    for (int i = 0; i < Math.min(wanted, MOST_LINE_ENDS); i++) {
      out.control(kind);
    }
    isLineStart = true;
  }

  private void startLine() {
    if (isLineStart) {
      for (int i = 0; i < indent; i++) {
        out.control(ElasticText.HARD_TAB);
      }
      // nothing was written yet where there is no indentation
      isLineStart = false;
    }
  }

  private void advance(int offset, int line, int length, int lineEnds) {
    place = offset + length;
    placeLine = line + lineEnds;
    lastLine = placeLine;
  }

  private static int countLineEnds(String text) {
    int count = 0;
    for (char end : LINE_ENDS) {
      for (int i = text.indexOf(end); i >= 0; i = text.indexOf(end, i + 1)) {
        count++;
      }
    }
    return count;
  }
}
