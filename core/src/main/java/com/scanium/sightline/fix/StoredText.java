package com.scanium.sightline.fix;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file as it is stored, and as text: edits are found by line and column in the text, and made in
 * the bytes, so that all that is not edited stays as it is: line ends, a byte order mark, even
 * bytes that are no UTF-8.
 */
final class StoredText {
  private final byte[] bytes;
  private final SourceText text;
  private final boolean damaged;

  StoredText(String file, byte[] bytes) {
    this.bytes = bytes.clone();
    this.text = SourceText.of(file, new String(bytes, StandardCharsets.UTF_8));
    this.damaged = !Arrays.equals(text.text().getBytes(StandardCharsets.UTF_8), bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Whether it has bytes that are no UTF-8. */
  boolean isDamaged() {
    return damaged;
  }

  String text() {
    return text.text();
  }

  /** The characters that an edit replaces; empty when they do not stand there. */
  Optional<Span> place(Edit edit) {
    int line = edit.at().line().orElse(0);
    if (line < 1 || line > text.lineCount()) {
      return Optional.empty();
    }
    int start = text.lineStart(line) + edit.at().column().orElse(1) - 1;
    int end = start + edit.from().length();
    if (end > text.text().length()) {
      return Optional.empty();
    }
    Span span = new Span(start, end);
    return text.slice(span).equals(edit.from()) ? Optional.of(span) : Optional.empty();
  }

  /** A text to insert with the line ends that this file has most of. */
  String withOwnLineEnds(String inserted) {
    long all = text.text().chars().filter(c -> c == '\n').count();
    int windows = 0;
    for (int at = text.text().indexOf("\r\n"); at >= 0; at = text.text().indexOf("\r\n", at + 2)) {
      windows++;
    }
    return windows * 2L > all ? inserted.replace("\n", "\r\n") : inserted;
  }

  /** The bytes with some parts replaced; the parts are in order and apart. */
  byte[] with(List<Change> changes) {
    int[] places = damaged ? byteOffsets() : new int[0];
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    int copied = 0;
    int lastChar = 0;
    int lastByte = 0;
    for (Change change : changes) {
      int start =
          damaged
              ? places[change.span().start()]
              : lastByte + length(lastChar, change.span().start());
      int end =
          damaged
              ? places[change.span().end()]
              : start + length(change.span().start(), change.span().end());
      out.write(bytes, copied, start - copied);
      out.writeBytes(change.to().getBytes(StandardCharsets.UTF_8));
      copied = end;
      lastChar = change.span().end();
      lastByte = end;
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }

  /** How many bytes a range of characters takes. */
  private int length(int from, int to) {
    return text.text().substring(from, to).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The byte at which each character of a text that is no clean UTF-8 begins. */
  private int[] byteOffsets() {
    int[] places = new int[text.text().length() + 1];
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer two = CharBuffer.allocate(2);
    int at = 0;
    while (at < places.length - 1 && in.position() < bytes.length) {
      int before = in.position();
      // one code point at a time: never more bytes than it can have
      in.limit(Math.min(bytes.length, before + 1));
      two.clear();
      decoder.reset();
      CoderResult result = decoder.decode(in, two, in.limit() == bytes.length);
      while (two.position() == 0 && result.isUnderflow() && in.limit() < bytes.length) {
        in.limit(in.limit() + 1);
        result = decoder.decode(in, two, in.limit() == bytes.length);
      }
      int made = two.position();
      if (made == 0) {
        in.limit(bytes.length);
        in.position(before + Math.max(1, result.isError() ? result.length() : 1));
        made = 1;
      }
      for (int i = 0; i < made && at < places.length - 1; i++) {
        places[at++] = before;
      }
    }
    Arrays.fill(places, at, places.length, bytes.length);
    return places;
  }

  /**
   * A part to write anew.
   *
   * @param span the characters that go
   * @param to what comes
   */
  record Change(Span span, String to) {}
}
