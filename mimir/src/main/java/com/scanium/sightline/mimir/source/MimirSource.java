package com.scanium.sightline.mimir.source;

import com.scanium.sightline.http.Secret;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.client.MimirClientBuilder;
import com.scanium.sightline.mimir.config.MimirConfig;
import com.scanium.sightline.mimir.config.RuleFiles;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.ConfigNode;
import com.scanium.sightline.validation.PipelineSource;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.ServerSettings;
import com.scanium.sightline.validation.SourceContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code store}, {@code mimirConfig} and {@code rules}.
 *
 * <p>A store is added to a live walk only; a static one opens no socket. Secrets come from the
 * environment, never from the file.
 */
public final class MimirSource implements PipelineSource {
  private static final Set<String> FIELDS =
      Set.of("url", "tenant", "bearerTokenEnv", "user", "passwordEnv");

  /** Made by {@link java.util.ServiceLoader}. */
  public MimirSource() {}

  @Override
  public Set<String> keys() {
    return Set.of("store", "mimirConfig", "rules");
  }

  @Override
  public void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    switch (value.path()) {
      case "store" -> store(value, context, into);
      case "mimirConfig" -> configurations(value, context, into);
      default -> rules(value, context, into);
    }
  }

  private static void configurations(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    for (ConfigNode item : value.items()) {
      for (Path file : context.files(item, ".yaml", ".yml")) {
        String name = SourceText.nameOf(file, context.base());
        try {
          into.configCheck(MimirConfig.load(file, context.base()));
          context.notChecked(
              "file", name, "only its durations, directories and some fields are looked at yet");
        } catch (IOException e) {
          context.unreadable(item, name, e);
        }
      }
    }
  }

  /** Alert rules ask for series; recording rules make series of those that they ask for. */
  private static void rules(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    List<SourceText> texts = new ArrayList<>();
    for (ConfigNode item : value.items()) {
      for (Path file : context.files(item, ".yaml", ".yml")) {
        try {
          texts.add(SourceText.load(file, context.base()));
        } catch (IOException e) {
          context.unreadable(item, SourceText.nameOf(file, context.base()), e);
        }
      }
    }
    if (texts.isEmpty()) {
      return;
    }
    into.alertRules(RuleFiles.of(texts)); // what is recorded comes with them
  }

  private static void store(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    Optional<String> url =
        value.isMapping() ? value.get("url").flatMap(ConfigNode::text) : value.text();
    if (url.isEmpty()) {
      context.refuse(value, "{url: \"http://localhost:9009/prometheus\"}");
      return;
    }
    for (String field : value.fields().keySet()) {
      if (!FIELDS.contains(field) && !ServerSettings.FIELDS.contains(field)) {
        String nearest =
            Spelling.nearest(field, FIELDS)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
        context.refuse(value, "without the unknown field \"" + field + "\"" + nearest);
      }
    }
    MimirClientBuilder client;
    try {
      client = MimirClient.builder(url.get()).uncached();
      value.get("tenant").flatMap(ConfigNode::text).ifPresent(client::tenant);
      ServerSettings server = ServerSettings.of(value, context);
      server.headers().forEach(client::header);
      if (context.walk() == Walk.LIVE) {
        client.http(server.http());
        server.secretHeaders().forEach(client::secretHeader);
        credentials(value, context, client);
        MimirClient store = client.build();
        into.store(store).owned(store);
      } else {
        client.build().close(); // says what is wrong with the address; connects to nothing
      }
    } catch (IllegalArgumentException e) {
      context.refuse(value, "a store that can be asked: " + e.getMessage());
    }
  }

  private static void credentials(
      ConfigNode value, SourceContext context, MimirClientBuilder client) {
    secret(value, "bearerTokenEnv", context).ifPresent(client::bearerToken);
    Optional<Secret> password = secret(value, "passwordEnv", context);
    Optional<String> user = value.get("user").flatMap(ConfigNode::text);
    if (user.isPresent() && password.isPresent()) {
      client.basicAuth(user.get(), password.get());
    } else if (user.isPresent() != value.get("passwordEnv").isPresent()) {
      context.refuse(value, "with both \"user\" and \"passwordEnv\", or neither");
    }
  }

  private static Optional<Secret> secret(ConfigNode value, String field, SourceContext context) {
    Optional<ConfigNode> name = value.get(field);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> found =
        name.get().text().flatMap(context::environment).filter(text -> !text.isBlank());
    if (found.isEmpty()) {
      context.refuse(name.get(), "the name of an environment variable that is set");
    }
    return found.map(text -> Secret.of(text.strip()));
  }
}
