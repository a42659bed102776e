package com.scanium.sightline.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names and values in their order, encoded as UTF-8 percent escapes: a query string or a form body.
 * Immutable.
 */
public final class Form {
  /** No parameter. */
  public static final Form EMPTY = new Form("");

  private final String encoded;

  private Form(String encoded) {
    this.encoded = encoded;
  }

  /** This form and one more parameter; a name may occur several times. */
  public Form with(String name, String value) {
    String pair = encode(name) + "=" + encode(value);
    return new Form(encoded.isEmpty() ? pair : encoded + "&" + pair);
  }

  /** This form and one more parameter for each value. */
  public Form withAll(String name, Iterable<String> values) {
    Form form = this;
    for (String value : values) {
      form = form.with(name, value);
    }
    return form;
  }

  /** The encoded text, ASCII only, without a question mark. */
  public String encoded() {
    return encoded;
  }

  /** Whether there is no parameter. */
  public boolean isEmpty() {
    return encoded.isEmpty();
  }

  /** The address with these parameters behind those it has. */
  public URI appendTo(URI uri) {
    if (encoded.isEmpty()) {
      return uri;
    }
    String text = uri.toString();
    return URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + encoded);
  }

  /** One path segment or parameter, encoded so that it stays one: blanks become {@code %20}. */
  public static String encode(String text) {
    return URLEncoder.encode(Objects.requireNonNull(text, "text"), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%7E", "~")
        .replace("*", "%2A");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Form that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return encoded;
  }
}
