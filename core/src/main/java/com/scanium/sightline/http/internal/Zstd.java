package com.scanium.sightline.http.internal;

import com.github.luben.zstd.ZstdInputStream;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;

/** Reads zstd when the library for it is on the path; it is optional, for it is native code. */
final class Zstd {
  /** 8 MiB: what a decoder of HTTP content has to allow for, and no more (RFC 9659). */
  private static final int MAX_WINDOW_LOG = 23;

  private static final boolean PRESENT = isPresent();

  /** Set when the library is there but does not work on this machine. */
  private static volatile boolean broken;

  private Zstd() {}

  private static boolean isPresent() {
    try {
      Class.forName("com.github.luben.zstd.ZstdInputStream", false, Zstd.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whether to ask for it. */
  static boolean isAvailable() {
    return PRESENT && !broken;
  }

  static InputStream decoder(InputStream encoded) throws IOException {
    try {
      return Opener.open(encoded);
    } catch (LinkageError e) {
      broken = true;
      throw new TransportException(
          Kind.PROTOCOL, "zstd does not work on this machine; it is not asked for again", e);
    }
  }

  /** Apart, so that nothing of the library is linked before it is known to be there. */
  private static final class Opener {
    private Opener() {}

    static InputStream open(InputStream encoded) throws IOException {
      return new ZstdInputStream(encoded).setLongMax(MAX_WINDOW_LOG);
    }
  }
}
