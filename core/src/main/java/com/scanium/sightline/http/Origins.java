package com.scanium.sightline.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** What two addresses must share so that one may get what was meant for the other. */
final class Origins {
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "(?i)([?&][^=&]*(?:token|secret|passw|api_?key|auth|credential|signature)[^=&]*=)[^&#]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

  private Origins() {}

  static URI requireHttp(URI uri) {
    Objects.requireNonNull(uri, "uri");
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "not an absolute http or https address: \"" + masked(uri) + "\"");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "credentials do not belong into an address: \"" + masked(uri) + "\"");
    }
    return uri;
  }

  static String of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  static String masked(URI uri) {
    String text = USER_INFO.matcher(uri.toString()).replaceFirst("//***@");
    return SECRET_PARAMETER.matcher(text).replaceAll("$1***");
  }
}
