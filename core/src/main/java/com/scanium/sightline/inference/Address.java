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
