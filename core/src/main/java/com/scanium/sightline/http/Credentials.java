package com.scanium.sightline.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What proves to a server who asks. Prints without its secret. Immutable. */
public final class Credentials {
  private final String description;
  private final UnaryOperator<Headers> addTo;

  private Credentials(String description, UnaryOperator<Headers> addTo) {
    this.description = description;
    this.addTo = addTo;
  }

  /** A token in {@code Authorization: Bearer}. */
  public static Credentials bearer(Secret token) {
    Headers.of("Authorization", token.reveal());
    return new Credentials(
        "bearer token", headers -> headers.replacing("Authorization", "Bearer " + token.reveal()));
  }

  /**
   * User name and password in {@code Authorization: Basic}.
   *
   * @throws IllegalArgumentException for a user name with a colon
   */
  public static Credentials basic(String user, Secret password) {
    if (Objects.requireNonNull(user, "user").indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name must not hold a colon");
    }
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    String value = "Basic " + Base64.getEncoder().encodeToString(pair);
    return new Credentials(
        "basic auth of \"" + user + "\"", headers -> headers.replacing("Authorization", value));
  }

  /** A secret in a header of its own, for instance {@code X-Api-Key}. */
  public static Credentials header(String name, Secret value) {
    Headers.of(name, value.reveal());
    return new Credentials(
        "header \"" + name + "\"", headers -> headers.replacing(name, value.reveal()));
  }

  /** These and others; where both set the same header, the others do. */
  public Credentials and(Credentials others) {
    return new Credentials(
        description + ", " + others.description,
        headers -> others.addTo.apply(addTo.apply(headers)));
  }

  /** The headers with these credentials in them. */
  Headers addTo(Headers headers) {
    return addTo.apply(headers);
  }

  @Override
  public String toString() {
    return description;
  }
}
