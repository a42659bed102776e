package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** A stream that fails when it grows over a limit, and whose failures are explained. */
final class BoundedStream extends FilterInputStream {
  private final long limit;
  private final String what;
  private final Function<IOException, TransportException> explain;
  private long count;

  BoundedStream(
      InputStream in, long limit, String what, Function<IOException, TransportException> explain) {
    super(in);
    this.limit = limit;
    this.what = what;
    this.explain = explain;
  }

  static TransportException tooLarge(String what, long limit) {
    return new TransportException(
        Kind.TOO_LARGE, "the " + what + " is larger than the limit of " + limit + " bytes");
  }

  @Override
  public int read() throws IOException {
    try {
      int value = in.read();
      if (value >= 0) {
        counted(1);
      }
      return value;
    } catch (IOException e) {
      throw explain.apply(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        counted(read);
      }
      return read;
    } catch (IOException e) {
      throw explain.apply(e);
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    return skipByReading(bytes);
  }

  private long skipByReading(long bytes) throws IOException {
    byte[] buffer = new byte[(int) Math.min(8192, Math.max(bytes, 0))];
    long left = bytes;
    while (left > 0) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return Math.max(bytes, 0) - Math.max(left, 0);
  }

  private void counted(int more) throws TransportException {
    count += more;
    if (count > limit) {
      throw tooLarge(what, limit);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does nothing: the exchange closes the body, and closes it without reading it to its end. */
  @Override
  public void close() {}

  /** Gives back what the stream below holds, for instance the memory of a decoder. */
  void release() {
    try {
      in.close();
    } catch (IOException e) {
      // nothing more is read from it
    }
  }
}
