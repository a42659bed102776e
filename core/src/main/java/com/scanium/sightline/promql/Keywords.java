package com.scanium.sightline.promql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reserved words, found without making a string of the word. */
final class Keywords {
  private static final int SIZE = 256;
  private static final @Nullable String[] WORDS = new String[SIZE];
  private static final TokenKind[] KINDS = new TokenKind[SIZE];

  static {
    for (TokenKind kind : TokenKind.values()) {
      if (kind.isKeyword()) {
        put(kind.text, kind);
      }
    }
    put("inf", TokenKind.NUMBER);
    put("nan", TokenKind.NUMBER);
  }

  private Keywords() {}

  private static void put(String word, TokenKind kind) {
    int slot = hash(word, 0, word.length());
    while (WORDS[slot] != null) {
      slot = (slot + 1) & (SIZE - 1);
    }
    WORDS[slot] = word;
    KINDS[slot] = kind;
  }

  private static int hash(String text, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + (text.charAt(i) | 0x20);
    }
    return (hash ^ (hash >>> 11)) & (SIZE - 1);
  }

  /** The keyword that the characters spell in any case, else null. */
  static @Nullable TokenKind find(String text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > 12) {
      return null;
    }
    int slot = hash(text, start, end);
    for (String word = WORDS[slot]; word != null; word = WORDS[slot]) {
      if (word.length() == length && text.regionMatches(true, start, word, 0, length)) {
        return KINDS[slot];
      }
      slot = (slot + 1) & (SIZE - 1);
    }
    return null;
  }

  /** All words that mean something in some place, for suggestions. */
  static List<String> all() {
    List<String> words = new ArrayList<>();
    for (String word : WORDS) {
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }
}
