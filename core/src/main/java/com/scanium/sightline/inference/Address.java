package com.scanium.sightline.inference;

import java.util.OptionalInt;

/** Takes {@code host:port} apart. */
final class Address {
  private Address() {}

  /** The host without brackets and port. */
  static String host(String address) {
    if (address.startsWith("[")) {
      int close = address.indexOf(']');
      return close > 0 ? address.substring(1, close) : address;
    }
    int colon = address.indexOf(':');
    boolean onePort = colon >= 0 && colon == address.lastIndexOf(':');
    return onePort ? address.substring(0, colon) : address;
  }

  /** The host of a URL, or of {@code host:port} without a scheme; empty text when there is none. */
  static String hostOfUrl(String url) {
    return host(authority(url));
  }

  /** The port of a URL, or of {@code host:port} without a scheme. */
  static OptionalInt portOfUrl(String url) {
    int scheme = url.indexOf("://");
    String authority = authority(url);
    return scheme < 0 ? written(authority) : port(authority, url.substring(0, scheme));
  }

  private static String authority(String url) {
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(0, end);
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** The port as written; empty when none is. */
  static OptionalInt written(String address) {
    return address.indexOf(':') < 0 ? OptionalInt.empty() : port(address, "http");
  }

  /** The port, or the scheme's default when none is written; empty when it is no number. */
  static OptionalInt port(String address, String scheme) {
    int from = address.startsWith("[") ? address.indexOf(']') + 1 : 0;
    int colon = address.indexOf(':', from);
    if (colon < 0) {
      return OptionalInt.of(scheme.equals("https") ? 443 : 80);
    }
    String digits = address.substring(colon + 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
  }
}
