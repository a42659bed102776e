package com.scanium.sightline.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy and what may know of it. Prints without its password. Immutable. */
public final class ProxyConfig {
  private final URI address;
  private final @Nullable String user;
  private final @Nullable Secret password;
  private final List<String> directHosts;

  private ProxyConfig(
      URI address, @Nullable String user, @Nullable Secret password, List<String> directHosts) {
    this.address = address;
    this.user = user;
    this.password = password;
    this.directHosts = List.copyOf(directHosts);
  }

  /**
   * A proxy.
   *
   * @param address such as {@code http://proxy.example.org:3128}, without user information
   * @throws IllegalArgumentException when it is not an absolute http address
   */
  public static ProxyConfig of(URI address) {
    Origins.requireHttp(address);
    return new ProxyConfig(address, null, null, List.of());
  }

  /** With a user name and password for the proxy; they go to the proxy only. */
  public ProxyConfig withCredentials(String name, Secret secret) {
    return new ProxyConfig(
        address, Objects.requireNonNull(name, "name"), Objects.requireNonNull(secret), directHosts);
  }

  /** Without the proxy for these hosts; {@code .example.org} stands for all below a domain. */
  public ProxyConfig withDirectHosts(List<String> hosts) {
    return new ProxyConfig(address, user, password, hosts);
  }

  /** The proxy's address. */
  public URI address() {
    return address;
  }

  /** The user name for the proxy; empty when it wants none. */
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /** The password for the proxy; empty when it wants none. */
  public Optional<Secret> password() {
    return Optional.ofNullable(password);
  }

  /** What no message may show: the password, and user name and password as they are sent. */
  public List<Secret> secrets() {
    Optional<Secret> secret = password();
    Optional<String> name = user();
    if (secret.isEmpty() || name.isEmpty()) {
      return List.of();
    }
    byte[] pair = (name.get() + ":" + secret.get().reveal()).getBytes(StandardCharsets.UTF_8);
    return List.of(secret.get(), Secret.of(Base64.getEncoder().encodeToString(pair)));
  }

  /** Whether requests to a host go past the proxy. */
  public boolean isDirect(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return directHosts.stream()
        .map(entry -> entry.toLowerCase(Locale.ROOT))
        .anyMatch(entry -> entry.startsWith(".") ? name.endsWith(entry) : name.equals(entry));
  }

  @Override
  public String toString() {
    return "proxy " + Origins.masked(address) + (user == null ? "" : " as \"" + user + "\"");
  }
}
