package com.scanium.sightline.grafana.template;

import java.nio.charset.StandardCharsets;

/** JavaScript's three ways to put a text into a URL. */
final class UrlEncoding {
  private static final String UNRESERVED = "-_.~";
  private static final String URI_RESERVED = ";/?:@&=+$,#";

  private UrlEncoding() {}

  /** {@code encodeURIComponent}, and {@code !'()*} too. */
  static String component(String text) {
    return encode(text, UNRESERVED);
  }

  /** {@code encodeURI}, and {@code !'()*} too. */
  static String uri(String text) {
    return encode(text, UNRESERVED + URI_RESERVED);
  }

  /** As Grafana writes query parameters: {@code @:$,;} stay readable. */
  static String parameter(String text) {
    return encode(text, UNRESERVED + "@:$,;");
  }

  private static String encode(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c < 128 && (isAlphanumeric(c) || kept.indexOf(c) >= 0)) {
        out.append((char) c);
      } else {
        for (byte b : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
          out.append('%')
              .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
              .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
      }
      i = next;
    }
    return out.toString();
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
