package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import java.util.Base64;

/** Base64 with one of its alphabets: padding is required, line ends count for nothing. */
enum Base64Text {
  /** The usual alphabet, with {@code +} and {@code /}. */
  STANDARD,
  /** The alphabet for URLs, with {@code -} and {@code _}. */
  URL;

  String encode(String text) {
    Base64.Encoder encoder = this == URL ? Base64.getUrlEncoder() : Base64.getEncoder();
    return encoder.encodeToString(ByteText.bytes(text));
  }

  /** The text of the bytes that were encoded. */
  String decode(String encoded) throws RefusedException {
    String plain = encoded.replace("\r", "").replace("\n", "");
    if (plain.length() % 4 != 0) {
      throw new RefusedException("the text is not base64: its length is no multiple of 4");
    }
    Base64.Decoder decoder = this == URL ? Base64.getUrlDecoder() : Base64.getDecoder();
    try {
      return ByteText.of(decoder.decode(plain));
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException("the text is not base64");
    }
  }
}
