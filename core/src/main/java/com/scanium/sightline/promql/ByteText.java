package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text that knows where each of its characters lies among the bytes it came from. */
final class ByteText {
  private final String text;

  /** The byte offset of each character and of the end; null when they are the same. */
  private final int @Nullable [] offsets;

  private ByteText(String text, int @Nullable [] offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  /** A text and its UTF-8 bytes. */
  static ByteText of(String text) {
    int ascii = 0;
    while (ascii < text.length() && text.charAt(ascii) < 128) {
      ascii++;
    }
    if (ascii == text.length()) {
      return new ByteText(text, null);
    }
    int[] offsets = new int[text.length() + 1];
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      offsets[at] = bytes;
      if (Character.charCount(point) == 2) {
        offsets[at + 1] = bytes;
      }
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      at += Character.charCount(point);
    }
    offsets[at] = bytes;
    return new ByteText(text, offsets);
  }

  /** Bytes as text; each byte that isn't part of UTF-8 becomes U+FFFD. */
  static ByteText of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int[] offsets = new int[bytes.length + 1];
    int at = 0;
    while (at < bytes.length) {
      int size = size(bytes, at);
      int start = text.length();
      if (size == 0) {
        text.append('\uFFFD');
        size = 1;
      } else {
        text.append(new String(bytes, at, size, StandardCharsets.UTF_8));
      }
      for (int i = start; i < text.length(); i++) {
        offsets[i] = at;
      }
      at += size;
    }
    offsets[text.length()] = at;
    return new ByteText(text.toString(), offsets);
  }

  /** The length of the UTF-8 sequence at an offset, 0 when there is none. */
  private static int size(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (at + size > bytes.length) {
      return 0;
    }
    String one = new String(bytes, at, size, StandardCharsets.UTF_8);
    boolean whole = one.codePointCount(0, one.length()) == 1;
    boolean replaced =
        one.charAt(0) == '\uFFFD' && !(first == 0xEF && bytes[at + 1] == (byte) 0xBF);
    return whole && !replaced ? size : 0;
  }

  String text() {
    return text;
  }

  int bytes(int offset) {
    return offsets == null ? offset : offsets[offset];
  }

  Span bytes(Span span) {
    return offsets == null ? span : new Span(offsets[span.start()], offsets[span.end()]);
  }
}
