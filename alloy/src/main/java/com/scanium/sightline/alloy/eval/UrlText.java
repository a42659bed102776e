package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import java.io.ByteArrayOutputStream;

/** Texts as a query of a URL holds them. */
final class UrlText {
  private static final String UNRESERVED = "-_.~";
  private static final String HEX = "0123456789ABCDEF";

  private UrlText() {}

  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : ByteText.bytes(text)) {
      char c = (char) (b & 0xFF);
      boolean isKept =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (isKept) {
        out.append(c);
      } else if (c == ' ') {
        out.append('+');
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  static String decode(String text) throws RefusedException {
    byte[] bytes = ByteText.bytes(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '+') {
        out.write(' ');
      } else if (bytes[i] != '%') {
        out.write(bytes[i]);
      } else {
        int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new RefusedException("a percent sign without two hexadecimal digits");
        }
        out.write(high * 16 + low);
        i += 2;
      }
    }
    return ByteText.of(out.toByteArray());
  }
}
