package com.scanium.sightline.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a transport that talks to the network; every one of them is finite. Immutable.
 *
 * <p>{@link #DEFAULT}: connect 5 s, silence 30 s, whole exchange 60 s, body 512 MiB decompressed, 8
 * connections to one origin and 32 in all.
 */
public final class HttpConfig {
  /** Limits that suit questions to a store. */
  public static final HttpConfig DEFAULT = builder().build();

  private final Duration connectTimeout;
  private final Duration responseTimeout;
  private final Duration exchangeTimeout;
  private final long maxResponseBytes;
  private final int maxConnections;
  private final int maxConnectionsPerOrigin;
  private final String userAgent;
  private final @Nullable SSLContext sslContext;
  private final @Nullable ProxyConfig proxy;

  private HttpConfig(Builder builder) {
    this.connectTimeout = builder.connectTimeout;
    this.responseTimeout = builder.responseTimeout;
    this.exchangeTimeout = builder.exchangeTimeout;
    this.maxResponseBytes = builder.maxResponseBytes;
    this.maxConnections = builder.maxConnections;
    this.maxConnectionsPerOrigin = builder.maxConnectionsPerOrigin;
    this.userAgent = builder.userAgent;
    this.sslContext = builder.sslContext;
    this.proxy = builder.proxy;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this configuration. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.connectTimeout = connectTimeout;
    builder.responseTimeout = responseTimeout;
    builder.exchangeTimeout = exchangeTimeout;
    builder.maxResponseBytes = maxResponseBytes;
    builder.maxConnections = maxConnections;
    builder.maxConnectionsPerOrigin = maxConnectionsPerOrigin;
    builder.userAgent = userAgent;
    builder.sslContext = sslContext;
    builder.proxy = proxy;
    return builder;
  }

  /** How long a name may take to resolve, and then each address to accept a connection. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** How long the other side may be silent. */
  public Duration responseTimeout() {
    return responseTimeout;
  }

  /** How long a whole exchange may take when its request has no earlier deadline. */
  public Duration exchangeTimeout() {
    return exchangeTimeout;
  }

  /** The largest body in bytes, both as it comes over the wire and decompressed. */
  public long maxResponseBytes() {
    return maxResponseBytes;
  }

  /** The most connections, and so the most exchanges at a time. */
  public int maxConnections() {
    return maxConnections;
  }

  /** The most connections to one origin. */
  public int maxConnectionsPerOrigin() {
    return maxConnectionsPerOrigin;
  }

  /** What the transport calls itself. */
  public String userAgent() {
    return userAgent;
  }

  /** Trust and client certificates for https; empty for those of the Java runtime. */
  public Optional<SSLContext> sslContext() {
    return Optional.ofNullable(sslContext);
  }

  /** The HTTP proxy that all requests go through; empty for none. */
  public Optional<ProxyConfig> proxy() {
    return Optional.ofNullable(proxy);
  }

  /** Collects limits; not safe for use by several threads. */
  public static final class Builder {
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration responseTimeout = Duration.ofSeconds(30);
    private Duration exchangeTimeout = Duration.ofSeconds(60);
    private long maxResponseBytes = 512L << 20;
    private int maxConnections = 32;
    private int maxConnectionsPerOrigin = 8;
    private String userAgent = "sightline";
    private @Nullable SSLContext sslContext;
    private @Nullable ProxyConfig proxy;

    private Builder() {}

    /** How long a name may take to resolve, and then each address to accept a connection. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** How long the other side may be silent. */
    public Builder responseTimeout(Duration timeout) {
      this.responseTimeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** How long a whole exchange may take when its request has no earlier deadline. */
    public Builder exchangeTimeout(Duration timeout) {
      this.exchangeTimeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** The largest body in bytes, both as it comes over the wire and decompressed. */
    public Builder maxResponseBytes(long bytes) {
      this.maxResponseBytes = bytes;
      return this;
    }

    /** The most connections, and so the most exchanges at a time. */
    public Builder maxConnections(int connections) {
      this.maxConnections = connections;
      return this;
    }

    /** The most connections to one origin. */
    public Builder maxConnectionsPerOrigin(int connections) {
      this.maxConnectionsPerOrigin = connections;
      return this;
    }

    /** What the transport calls itself. */
    public Builder userAgent(String name) {
      this.userAgent = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Trust and client certificates for https, instead of those of the Java runtime. */
    public Builder sslContext(SSLContext context) {
      this.sslContext = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * The HTTP proxy that all requests go through; those to https addresses in a tunnel that it
     * cannot look into. Variables of the environment are not looked at.
     */
    public Builder proxy(ProxyConfig proxy) {
      this.proxy = Objects.requireNonNull(proxy, "proxy");
      return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException naming every value that is not positive
     */
    public HttpConfig build() {
      List<String> wrong = new ArrayList<>();
      requirePositive(wrong, "connectTimeout", connectTimeout);
      requirePositive(wrong, "responseTimeout", responseTimeout);
      requirePositive(wrong, "exchangeTimeout", exchangeTimeout);
      requirePositive(wrong, "maxResponseBytes", maxResponseBytes);
      requirePositive(wrong, "maxConnections", maxConnections);
      requirePositive(wrong, "maxConnectionsPerOrigin", maxConnectionsPerOrigin);
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException("must be positive: " + String.join(", ", wrong));
      }
      return new HttpConfig(this);
    }

    private static void requirePositive(List<String> wrong, String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        wrong.add(name + " " + value);
      }
    }

    private static void requirePositive(List<String> wrong, String name, long value) {
      if (value <= 0) {
        wrong.add(name + " " + value);
      }
    }
  }
}
