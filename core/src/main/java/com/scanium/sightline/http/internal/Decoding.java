package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes content encodings, never beyond a limit. */
final class Decoding {
  private static final int BUFFER = 32 * 1024;
  private static final int MAX_LAYERS = 2;

  private Decoding() {}

  /** The encodings to ask for. */
  static String accepted() {
    return Zstd.isAvailable() ? "gzip, deflate, zstd" : "gzip, deflate";
  }

  /**
   * The decoded body; the same stream when nothing was encoded.
   *
   * @param encodings the Content-Encoding in lower case, in the order in which they were applied
   * @throws TransportException for an encoding that was not asked for
   */
  static InputStream decode(InputStream wire, String encodings, long limit) throws IOException {
    List<String> layers = new ArrayList<>();
    for (String name : encodings.split(",", -1)) {
      String encoding = name.strip();
      if (!encoding.isEmpty() && !encoding.equals("identity")) {
        layers.add(encoding);
      }
    }
    if (layers.size() > MAX_LAYERS) {
      throw new TransportException(Kind.PROTOCOL, "the body is encoded more than twice");
    }
    InputStream body = wire;
    for (int i = layers.size() - 1; i >= 0; i--) {
      String encoding = layers.get(i);
      body =
          new BoundedStream(
              new LazyDecoder(body, encoding),
              limit,
              "decompressed body",
              e -> broken(encoding, e));
    }
    return body;
  }

  private static TransportException broken(String encoding, IOException thrown) {
    TransportException own = Causes.hiddenIn(thrown);
    return own != null
        ? own
        : new TransportException(Kind.PROTOCOL, "the " + encoding + " body is broken", thrown);
  }

  /**
   * Reads the header of the encoding with the first byte that is asked for: a body may be empty.
   */
  private static final class LazyDecoder extends InputStream {
    private final InputStream encoded;
    private final String encoding;
    private InputStream decoder = InputStream.nullInputStream();
    private boolean started;

    LazyDecoder(InputStream encoded, String encoding) throws TransportException {
      boolean zstd = encoding.equals("zstd") && Zstd.isAvailable();
      boolean known = List.of("gzip", "x-gzip", "deflate").contains(encoding);
      if (!known && !zstd) {
        String shown = encoding.length() > 20 ? encoding.substring(0, 20) : encoding;
        throw new TransportException(
            Kind.PROTOCOL, "the body has an encoding that was not asked for: \"" + shown + "\"");
      }
      this.encoded = encoded;
      this.encoding = encoding;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!started) {
        started = true;
        decoder = start();
      }
      return decoder.read(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      decoder.close();
    }

    private InputStream start() throws IOException {
      PushbackInputStream in = new PushbackInputStream(encoded, 2);
      byte[] first = in.readNBytes(2);
      if (first.length == 0) {
        return InputStream.nullInputStream();
      }
      in.unread(first);
      if (encoding.equals("zstd")) {
        return Zstd.decoder(in);
      }
      if (!encoding.equals("deflate")) {
        return new GZIPInputStream(in, BUFFER);
      }
      return new RawOrZlib(in, first);
    }
  }

  /** "deflate" means zlib, but some servers leave the two bytes of its header out. */
  private static final class RawOrZlib extends InflaterInputStream {
    RawOrZlib(InputStream in, byte[] first) {
      super(in, new Inflater(!hasZlibHeader(first)), BUFFER);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }

    private static boolean hasZlibHeader(byte[] first) {
      int head = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
      return (head >> 8 & 0x0f) == 8 && head % 31 == 0;
    }
  }
}
