package com.scanium.sightline.validation;

import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.ProxyConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a server of {@code sightline.yaml} is reached, whatever it is: through which proxy, with
 * whose certificates, with which headers. Wrong values are refused on the context.
 */
public final class ServerSettings {
  /** The fields that are read here. */
  public static final Set<String> FIELDS =
      Set.of(
          "caFile",
          "clientCertFile",
          "clientKeyFile",
          "proxy",
          "proxyUser",
          "proxyPasswordEnv",
          "headers",
          "headersEnv");

  private final ConfigNode value;
  private final SourceContext context;

  private ServerSettings(ConfigNode value, SourceContext context) {
    this.value = value;
    this.context = context;
  }

  /** The settings in the mapping of one server. */
  public static ServerSettings of(ConfigNode value, SourceContext context) {
    return new ServerSettings(value, context);
  }

  /** Trust, own certificate and proxy; files are relative to the configuration. */
  public HttpConfig http() {
    HttpConfig.Builder http = HttpConfig.builder();
    TlsFiles files = TlsFiles.NONE;
    try {
      Optional<Path> authorities = path("caFile");
      Optional<Path> certificate = path("clientCertFile");
      Optional<Path> key = path("clientKeyFile");
      if (certificate.isPresent() != key.isPresent()) {
        context.refuse(value, "with both \"clientCertFile\" and \"clientKeyFile\", or neither");
        return http.build();
      }
      files = authorities.isPresent() ? files.withAuthorities(authorities.get()) : files;
      files =
          certificate.isPresent() && key.isPresent()
              ? files.withClient(certificate.get(), key.get())
              : files;
      files.load().ifPresent(http::sslContext);
      proxy().ifPresent(http::proxy);
    } catch (IOException | IllegalArgumentException e) {
      context.refuse(value, "a server that can be reached: " + e.getMessage());
    }
    return http.build();
  }

  private Optional<ProxyConfig> proxy() {
    Optional<String> address = text("proxy");
    Optional<String> user = text("proxyUser");
    if (user.isPresent() != value.get("proxyPasswordEnv").isPresent()
        || (user.isPresent() && address.isEmpty())) {
      context.refuse(
          value, "with \"proxy\", \"proxyUser\" and \"proxyPasswordEnv\", or \"proxy\" alone");
      return Optional.empty();
    }
    if (address.isEmpty()) {
      return Optional.empty();
    }
    ProxyConfig proxy = ProxyConfig.of(URI.create(address.get().strip()));
    Optional<Secret> password = value.get("proxyPasswordEnv").flatMap(this::secret);
    return Optional.of(
        user.isPresent() && password.isPresent()
            ? proxy.withCredentials(user.get(), password.get())
            : proxy);
  }

  /** Headers that are no secrets, by name. */
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    fields("headers").forEach((name, node) -> node.text().ifPresent(it -> headers.put(name, it)));
    return headers;
  }

  /** Headers whose values are in variables of the environment, by name. */
  public Map<String, Secret> secretHeaders() {
    Map<String, Secret> headers = new TreeMap<>();
    fields("headersEnv")
        .forEach((name, node) -> secret(node).ifPresent(it -> headers.put(name, it)));
    return headers;
  }

  private Map<String, ConfigNode> fields(String field) {
    Optional<ConfigNode> node = value.get(field);
    if (node.isPresent() && !node.get().isMapping()) {
      context.refuse(node.get(), "a mapping of header names");
    }
    return node.filter(ConfigNode::isMapping).map(ConfigNode::fields).orElse(Map.of());
  }

  private Optional<Secret> secret(ConfigNode name) {
    Optional<String> found =
        name.text().flatMap(context::environment).filter(text -> !text.isBlank());
    if (found.isEmpty()) {
      context.refuse(name, "the name of an environment variable that is set");
    }
    return found.map(text -> Secret.of(text.strip()));
  }

  private Optional<String> text(String field) {
    return value.get(field).flatMap(ConfigNode::text);
  }

  private Optional<Path> path(String field) throws IOException {
    try {
      return text(field).map(context.base()::resolve);
    } catch (InvalidPathException e) {
      throw new IOException("not a file name: " + field, e);
    }
  }
}
