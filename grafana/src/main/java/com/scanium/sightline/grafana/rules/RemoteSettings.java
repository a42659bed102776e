package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.grafana.client.GrafanaClient;
import com.scanium.sightline.grafana.client.RemoteGrafana;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.ConfigNode;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.ServerSettings;
import com.scanium.sightline.validation.SourceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.Set;

/** Reads {@code grafana} and {@code loki}: servers that a live walk asks. */
final class RemoteSettings {
  private static final Set<String> GRAFANA =
      Set.of(
          "url",
          "tokenEnv",
          "tokenFile",
          "user",
          "passwordEnv",
          "organization",
          "datasource",
          "logs");
  private static final Set<String> LOKI =
      Set.of("url", "tenant", "bearerTokenEnv", "user", "passwordEnv");

  private final ConfigNode value;
  private final SourceContext context;
  private final PipelineValidator.Builder into;

  RemoteSettings(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    this.value = value;
    this.context = context;
    this.into = into;
  }

  /**
   * Adds what a running Grafana knows; a static walk opens no socket.
   *
   * @return the Grafana to ask further; empty for a static walk and for wrong settings
   */
  Optional<RemoteGrafana> grafana() {
    Optional<String> url = url("{url: \"https://grafana.example.org\", tokenEnv: GRAFANA_TOKEN}");
    known(GRAFANA);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      GrafanaClient.Builder client = GrafanaClient.builder(url.get());
      ServerSettings server = ServerSettings.of(value, context);
      server.headers().forEach(client::header);
      text("organization").ifPresent(id -> client.organization(Long.parseLong(id)));
      if (context.walk() != Walk.LIVE) {
        client.build().close(); // says what is wrong with the address; connects to nothing
        context.notChecked("key", "grafana", "only a live walk asks Grafana");
        return Optional.empty();
      }
      client.http(server.http());
      server.secretHeaders().forEach(client::secretHeader);
      secretOf("tokenEnv").or(this::tokenFile).ifPresent(client::token);
      basicAuth().ifPresent(it -> client.basicAuth(it.user(), it.password()));
      GrafanaClient grafana = client.build();
      into.owned(grafana);
      RemoteGrafana.Stores stores =
          context.has("store")
              ? RemoteGrafana.Stores.NONE
              : RemoteGrafana.Stores.OF_THE_DEFAULT_DATASOURCES;
      RemoteGrafana remote = RemoteGrafana.of(grafana);
      remote.contribute(into, stores, text("datasource").orElse(""), text("logs").orElse(""));
      return Optional.of(remote);
    } catch (IllegalArgumentException e) {
      context.refuse(value, "a Grafana that can be asked: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Adds a Loki that is asked directly. */
  void loki() {
    Optional<String> url = url("{url: \"http://localhost:3100\"}");
    known(LOKI);
    if (url.isEmpty()) {
      return;
    }
    try {
      LokiClient.Builder client = LokiClient.builder(url.get()).uncached();
      text("tenant").ifPresent(client::tenant);
      ServerSettings server = ServerSettings.of(value, context);
      server.headers().forEach(client::header);
      if (context.walk() != Walk.LIVE) {
        client.build().close();
        context.notChecked("key", "loki", "only a live walk asks Loki");
        return;
      }
      client.http(server.http());
      server.secretHeaders().forEach(client::secretHeader);
      secretOf("bearerTokenEnv").ifPresent(client::bearerToken);
      basicAuth().ifPresent(it -> client.basicAuth(it.user(), it.password()));
      LokiClient loki = client.build();
      into.logs(loki).owned(loki);
    } catch (IllegalArgumentException e) {
      context.refuse(value, "a Loki that can be asked: " + e.getMessage());
    }
  }

  private Optional<String> url(String example) {
    Optional<String> url = value.isMapping() ? text("url") : value.text();
    if (url.isEmpty()) {
      context.refuse(value, example);
    }
    return url;
  }

  private void known(Set<String> fields) {
    for (String field : value.fields().keySet()) {
      if (!fields.contains(field) && !ServerSettings.FIELDS.contains(field)) {
        String nearest =
            Spelling.nearest(field, fields)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
        context.refuse(value, "without the unknown field \"" + field + "\"" + nearest);
      }
    }
  }

  private Optional<String> text(String field) {
    return value.get(field).flatMap(ConfigNode::text);
  }

  private Optional<Secret> secretOf(String field) {
    Optional<ConfigNode> name = value.get(field);
    Optional<String> found =
        name.flatMap(ConfigNode::text)
            .flatMap(context::environment)
            .filter(text -> !text.isBlank());
    if (name.isPresent() && found.isEmpty()) {
      context.refuse(name.get(), "the name of an environment variable that is set");
    }
    return found.map(text -> Secret.of(text.strip()));
  }

  private Optional<Secret> tokenFile() {
    Optional<ConfigNode> node = value.get("tokenFile");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    try {
      String file = node.get().text().orElse("");
      byte[] bytes = Files.readAllBytes(context.base().resolve(file));
      String token = new String(bytes, StandardCharsets.UTF_8).strip();
      if (!token.isEmpty()) {
        return Optional.of(Secret.of(token));
      }
    } catch (IOException | InvalidPathException e) {
      // refused below, without a word about what the file may hold
    }
    context.refuse(node.get(), "a file that holds a token");
    return Optional.empty();
  }

  /** A user and a password that belong together. */
  private record Basic(String user, Secret password) {}

  private Optional<Basic> basicAuth() {
    Optional<Secret> password = secretOf("passwordEnv");
    Optional<String> user = text("user");
    if (user.isPresent() != value.get("passwordEnv").isPresent()) {
      context.refuse(value, "with both \"user\" and \"passwordEnv\", or neither");
    }
    return user.isPresent() && password.isPresent()
        ? Optional.of(new Basic(user.get(), password.get()))
        : Optional.empty();
  }
}
