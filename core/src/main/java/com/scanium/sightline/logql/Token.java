package com.scanium.sightline.logql;

import com.scanium.sightline.text.Span;
import java.util.Locale;

/**
 * One token.
 *
 * @param kind its sort
 * @param text as written; a string's token has its quotes
 * @param span where
 */
record Token(Kind kind, String text, Span span) {
  enum Kind {
    WORD,
    STRING,
    NUMBER,
    DURATION,
    BYTES,
    RANGE,
    VARIABLE,
    FLAG,
    SIGN,
    BAD,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
  }

  boolean isKind(Kind wanted) {
    return kind == wanted;
  }

  /** For messages. */
  String shown() {
    return kind == Kind.END ? "the end of the query" : "\"" + text + "\"";
  }
}
