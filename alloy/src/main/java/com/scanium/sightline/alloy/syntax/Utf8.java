package com.scanium.sightline.alloy.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 without losing what isn't: a byte that belongs to no character becomes the lone
 * surrogate {@code U+DC00 + byte}, which no decoded text can hold, so that the lexer can tell it
 * from a replacement character that somebody typed.
 */
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException malformed) {
      return keepingBadBytes(bytes);
    }
  }

  private static String keepingBadBytes(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      int width = width(bytes, i);
      if (width == 0) {
        text.append((char) (0xDC00 + (bytes[i] & 0xFF)));
        i++;
      } else {
        text.append(new String(bytes, i, width, StandardCharsets.UTF_8));
        i += width;
      }
    }
    return text.toString();
  }

  /** How many bytes the character at an index has; 0 when none starts there. */
  private static int width(byte[] bytes, int index) {
    int first = bytes[index] & 0xFF;
    int width = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first > 0xF4 || index + width > bytes.length) {
      return 0;
    }
    for (int i = 1; i < width; i++) {
      if ((bytes[index + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = width > 2 ? bytes[index + 1] & 0xFF : 0;
    boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    boolean outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : width;
  }
}
