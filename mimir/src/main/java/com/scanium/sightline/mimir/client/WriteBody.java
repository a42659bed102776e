package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.mimir.model.WriteReceipt.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of a remote write: protocol buffers in the block format of Snappy, written without
 * compression, which every reader of that format takes.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote write 2.0</a>
 */
final class WriteBody {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int MAX_LITERAL = 1 << 16;

  private WriteBody() {}

  static byte[] of(List<Series> series, Protocol protocol) {
    return snappy(protocol == Protocol.REMOTE_WRITE_2 ? second(series) : first(series));
  }

  private static byte[] first(List<Series> all) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (Series series : all) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      series
          .labels()
          .forEach(
              (name, value) -> {
                ByteArrayOutputStream label = new ByteArrayOutputStream();
                bytes(label, 1, name.getBytes(StandardCharsets.UTF_8));
                bytes(label, 2, value.getBytes(StandardCharsets.UTF_8));
                bytes(one, 1, label.toByteArray());
              });
      samples(one, series);
      bytes(request, 1, one.toByteArray());
    }
    return request.toByteArray();
  }

  private static byte[] second(List<Series> all) {
    Map<String, Integer> symbols = new LinkedHashMap<>();
    symbols.put("", 0);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Series series : all) {
      ByteArrayOutputStream references = new ByteArrayOutputStream();
      series
          .labels()
          .forEach(
              (name, value) -> {
                varint(references, symbol(symbols, name));
                varint(references, symbol(symbols, value));
              });
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      bytes(one, 1, references.toByteArray());
      samples(one, series);
      bytes(body, 5, one.toByteArray());
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (String symbol : symbols.keySet()) {
      bytes(request, 4, symbol.getBytes(StandardCharsets.UTF_8));
    }
    request.writeBytes(body.toByteArray());
    return request.toByteArray();
  }

  private static int symbol(Map<String, Integer> symbols, String text) {
    return symbols.merge(text, symbols.size(), (known, next) -> known);
  }

  private static void samples(ByteArrayOutputStream out, Series series) {
    for (int i = 0; i < series.size(); i++) {
      ByteArrayOutputStream sample = new ByteArrayOutputStream();
      varint(sample, 1 << 3 | FIXED64);
      long bits = Double.doubleToRawLongBits(series.value(i));
      for (int shift = 0; shift < 64; shift += 8) {
        sample.write((int) (bits >>> shift));
      }
      varint(sample, 2 << 3 | VARINT);
      varint(sample, series.timeMillis(i));
      bytes(out, 2, sample.toByteArray());
    }
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, (long) field << 3 | BYTES);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static byte[] snappy(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 64);
    varint(out, plain.length);
    for (int at = 0; at < plain.length; at += MAX_LITERAL) {
      int length = Math.min(MAX_LITERAL, plain.length - at);
      out.write(61 << 2); // a literal whose length is in the two bytes that follow
      out.write(length - 1);
      out.write((length - 1) >>> 8);
      out.write(plain, at, length);
    }
    return out.toByteArray();
  }
}
