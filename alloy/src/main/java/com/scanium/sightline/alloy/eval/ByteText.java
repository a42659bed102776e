package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.AlloySyntax;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings of bytes, as Alloy's are, in strings of characters: a byte that belongs to no character
 * is the lone surrogate {@code U+DC00 + byte}, as when a file is read.
 */
final class ByteText {
  private ByteText() {}

  /** The bytes that a text stands for. */
  static byte[] bytes(String text) {
    if (!holdsBytes(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isByte(c)) {
                out.write(c & 0xFF);
              } else {
                byte[] encoded = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                out.write(encoded, 0, encoded.length);
              }
            });
    return out.toByteArray();
  }

  /** The text of some bytes. */
  static String of(byte[] bytes) {
    return AlloySyntax.decode(bytes);
  }

  /** The same text after parts were joined: bytes that now form a character become one. */
  static String joined(String text) {
    return holdsBytes(text) ? of(bytes(text)) : text;
  }

  /** The text as others may see it: each byte that belongs to no character becomes U+FFFD. */
  static String printable(String text) {
    if (!holdsBytes(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(isByte(c) ? 0xFFFD : c));
    return out.toString();
  }

  /** Whether a code point stands for a byte that belongs to no character. */
  static boolean isByte(int codePoint) {
    return codePoint >= 0xDC80 && codePoint <= 0xDCFF;
  }

  private static boolean holdsBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints().anyMatch(ByteText::isByte);
      }
    }
    return false;
  }
}
