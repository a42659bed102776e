package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Payload;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.AlertmanagerConfig;
import com.scanium.sightline.mimir.model.BuildInfo.Product;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.nio.charset.StandardCharsets;

/**
 * A tenant's configuration of the Alertmanager that Mimir and Cortex run. A Prometheus has none:
 * {@link Failure.NotSupported}. Safe for use by several threads; belongs to the client that gave
 * it.
 */
public final class Alertmanager {
  private static final String PATH = "/api/v1/alerts";

  private final Conversation conversation;
  private final ServerProfile profile;

  Alertmanager(Conversation conversation, ServerProfile profile) {
    this.conversation = conversation;
    this.profile = profile;
  }

  /** The configuration; {@link Failure.NotFound} when the tenant has none. */
  public Answer<AlertmanagerConfig> config() {
    return ask(getCall());
  }

  /** Stores a configuration; {@link Failure.BadQuery} when the server refuses it. */
  public Answer<Done> set(AlertmanagerConfig config) {
    return ask(setCall(config));
  }

  /** Deletes the configuration; a missing one is no failure. */
  public Answer<Done> delete() {
    return ask(deleteCall());
  }

  private <T> Answer<T> ask(Call<T> call) {
    // the same path lists the active alerts of a Prometheus
    Conversation once = conversation.once();
    boolean prometheus =
        profile
            .capabilities(once)
            .toOptional()
            .filter(server -> server.product() == Product.PROMETHEUS)
            .isPresent();
    return prometheus
        ? Answer.failed(new Failure.NotSupported("Prometheus has no Alertmanager of its own"))
        : once.ask(call);
  }

  static Call<AlertmanagerConfig> getCall() {
    return call(Method.GET, Reader.text((text, headers) -> RuleYaml.alertmanager(text)));
  }

  static Call<Done> setCall(AlertmanagerConfig config) {
    return call(Method.POST, Reader.done())
        .with(
            new Payload(
                "application/yaml", RuleYaml.written(config).getBytes(StandardCharsets.UTF_8)));
  }

  static Call<Done> deleteCall() {
    return call(Method.DELETE, Reader.done()).goneMeans(Done.DONE);
  }

  private static <T> Call<T> call(Method method, Reader<T> reader) {
    return Call.of(Base.ROOT, PATH, Form.EMPTY, method, Presence.SOMEWHERE, reader);
  }
}
