package com.scanium.sightline.mimir.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one answer, each once: labels repeat in thousands of series. Found by their bytes, so
 * that a text which is known already is not made again.
 */
final class TextPool {
  private static final int MAX_TEXTS = 1 << 17;
  private static final int MAX_LENGTH = 512;

  private @Nullable String[] texts = new @Nullable String[1 << 10];
  private int count;

  /** The text of ASCII bytes. */
  String of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length > MAX_LENGTH || count >= MAX_TEXTS) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    if (count * 2 >= texts.length) {
      grow();
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = slot(hash);
    for (String known = texts[slot]; known != null; known = texts[slot]) {
      if (same(known, bytes, from, length)) {
        return known;
      }
      slot = (slot + 1) & (texts.length - 1);
    }
    String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    texts[slot] = text;
    count++;
    return text;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & (texts.length - 1);
  }

  private static boolean same(String known, byte[] bytes, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    @Nullable String[] old = texts;
    texts = new @Nullable String[old.length * 2];
    for (String text : old) {
      if (text != null) {
        int slot = slot(text.hashCode()); // the same sum over ASCII characters as over the bytes
        while (texts[slot] != null) {
          slot = (slot + 1) & (texts.length - 1);
        }
        texts[slot] = text;
      }
    }
  }
}
