package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.grafana.template.Intervals;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A data source as a provisioning file defines it, with {@code $NAME} expanded where the
 * environment is known. A view over the file; immutable. Secrets are never given out, only their
 * names.
 */
public final class ProvisionedDatasource {
  private final SourceText source;
  private final Doc doc;
  private final Map<String, String> environment;

  ProvisionedDatasource(SourceText source, Doc doc, Map<String, String> environment) {
    this.source = source;
    this.doc = doc;
    this.environment = environment;
  }

  /** The text that it was read from. */
  SourceText source() {
    return source;
  }

  /** Everything that the file says about it, secrets included. */
  public Doc doc() {
    return doc;
  }

  /** The name; empty text when it has none. */
  public String name() {
    return text("name").orElse("");
  }

  /** The uid; empty when Grafana makes one up. */
  public Optional<String> uid() {
    return text("uid").filter(it -> !it.isEmpty());
  }

  /** The plugin, such as {@code prometheus}; empty text when not given. */
  public String type() {
    return text("type").orElse("");
  }

  /** Who asks: {@code proxy} (the server, unless said otherwise) or {@code direct}. */
  public String access() {
    return text("access").filter(it -> !it.isEmpty()).orElse("proxy");
  }

  /** The organization, 1 unless given. */
  public long orgId() {
    return doc.get("orgId").flatMap(Doc::asLong).filter(it -> it > 0).orElse(1L);
  }

  /** The address. */
  public Setting<String> url() {
    return setting(doc.get("url"));
  }

  /** The user of the database; empty when none is given. */
  public Optional<String> user() {
    return text("user").filter(it -> !it.isEmpty());
  }

  /** The database; empty when none is given. */
  public Optional<String> database() {
    return text("database").or(() -> json("database")).filter(it -> !it.isEmpty());
  }

  /** Whether it is the organization's default. */
  public boolean isDefault() {
    return is(doc.get("isDefault"));
  }

  /** Whether it can be changed in Grafana. */
  public boolean isEditable() {
    return is(doc.get("editable"));
  }

  /** Whether it logs in with a user and a password. */
  public boolean usesBasicAuth() {
    return is(doc.get("basicAuth"));
  }

  /** Whose password is used; empty when none is given. */
  public Optional<String> basicAuthUser() {
    return text("basicAuthUser").filter(it -> !it.isEmpty());
  }

  /** Whether cookies go along. */
  public boolean sendsCredentials() {
    return is(doc.get("withCredentials"));
  }

  /** The version of its definition; empty when none is given. */
  public OptionalLong version() {
    return doc.get("version")
        .flatMap(Doc::asLong)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** The settings of the plugin; an empty object when there are none. */
  public Doc jsonData() {
    return doc.get("jsonData").filter(Doc::isObject).orElseGet(() -> Doc.object().at(doc.span()));
  }

  /** The names of its secrets. */
  public List<String> secrets() {
    return doc.get("secureJsonData").map(Doc::members).orElse(List.of()).stream()
        .map(Doc.Member::key)
        .toList();
  }

  /** How it asks: {@code GET} or {@code POST}; Grafana's default is POST. */
  public String httpMethod() {
    return json("httpMethod").filter(it -> !it.isEmpty()).orElse("POST");
  }

  /** What it is told about the scrape interval; empty when nothing, or no duration. */
  public Optional<Duration> timeInterval() {
    return duration("timeInterval");
  }

  /** How long a query may take; empty for Grafana's default. */
  public Optional<Duration> queryTimeout() {
    return duration("queryTimeout");
  }

  /** {@code Prometheus}, {@code Mimir}, {@code Cortex} or {@code Thanos}; empty when not said. */
  public Optional<String> prometheusType() {
    return json("prometheusType").filter(it -> !it.isEmpty());
  }

  /** The store's version, such as {@code 2.50.1}; empty when not said. */
  public Optional<String> prometheusVersion() {
    return json("prometheusVersion").filter(it -> !it.isEmpty());
  }

  /** How much of metadata the editor caches; empty for Grafana's default. */
  public Optional<String> cacheLevel() {
    return json("cacheLevel").filter(it -> !it.isEmpty());
  }

  /** Whether only new points are asked for when a dashboard refreshes. */
  public boolean queriesIncrementally() {
    return is(jsonData().get("incrementalQuerying"));
  }

  /** Whether the editor looks up no metric names. */
  public boolean looksUpNoMetrics() {
    return is(jsonData().get("disableMetricsLookup"));
  }

  /** What is added to each request's URL, as written; empty when nothing is. */
  public Optional<String> customQueryParameters() {
    return json("customQueryParameters").filter(it -> !it.isEmpty());
  }

  /** Whether rules of the store are shown in Grafana's alerting; true unless the file says no. */
  public boolean managesAlerts() {
    return jsonData().get("manageAlerts").flatMap(Doc::asBoolean).orElse(true);
  }

  /** The Alertmanager that its alerts go to; empty for Grafana's own. */
  public Optional<String> alertmanagerUid() {
    return json("alertmanagerUid").filter(it -> !it.isEmpty());
  }

  /** Whether certificates aren't checked. */
  public boolean skipsTlsVerification() {
    return is(jsonData().get("tlsSkipVerify"));
  }

  /** Whether a client certificate is shown. */
  public boolean usesClientCertificate() {
    return is(jsonData().get("tlsAuth"));
  }

  /** The names of the headers that it sends, by the number that joins a name to its secret. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Doc.Member member : jsonData().members()) {
      if (member.key().startsWith("httpHeaderName")) {
        member
            .value()
            .asText()
            .ifPresent(it -> headers.put(member.key().substring("httpHeaderName".length()), it));
      }
    }
    return headers;
  }

  /**
   * The uids of other data sources that it leads to: exemplars, derived fields, traces to logs and
   * metrics, service maps.
   */
  public List<String> linkedDatasources() {
    List<String> uids = new ArrayList<>();
    collectUids(jsonData(), uids);
    return uids.stream().distinct().toList();
  }

  // the reader bounds how deep a file can nest, so that this ends
  private void collectUids(Doc node, List<String> into) {
    for (Doc.Member member : node.members()) {
      if (member.key().equals("datasourceUid")) {
        member.value().asText().map(this::expanded).ifPresent(into::add);
      }
      collectUids(member.value(), into);
    }
    node.items().forEach(item -> collectUids(item, into));
  }

  /** Where it is defined. */
  public SourceLocation location() {
    return source.location(doc.get("uid").or(() -> doc.get("name")).orElse(doc).span());
  }

  private Optional<String> json(String key) {
    return jsonData().get(key).flatMap(Doc::asText).map(this::expanded);
  }

  private Optional<Duration> duration(String key) {
    return json(key)
        .flatMap(
            it -> {
              var nanos = Intervals.serverNanos(it);
              return nanos.isPresent() && nanos.getAsLong() > 0
                  ? Optional.of(Duration.ofNanos(nanos.getAsLong()))
                  : Optional.empty();
            });
  }

  private boolean is(Optional<Doc> value) {
    return value
        .flatMap(it -> it.asBoolean().or(() -> it.asText().map(t -> expanded(t).equals("true"))))
        .orElse(false);
  }

  Optional<String> text(String key) {
    return doc.get(key).flatMap(Doc::asText).map(this::expanded);
  }

  /** The value, or as written when it depends on what isn't known. */
  private String expanded(String text) {
    Expansion expansion = Expansion.of(text, environment);
    return expansion.isKnown() ? expansion.text() : text;
  }

  private Setting<String> setting(Optional<Doc> value) {
    Optional<String> text = value.flatMap(Doc::asText);
    if (value.isEmpty() || text.isEmpty()) {
      return Setting.unset();
    }
    return expandedSetting(source, value.get(), environment);
  }

  /** A value of a file after expansion, unknown when it depends on an unknown variable. */
  static Setting<String> expandedSetting(
      SourceText source, Doc value, Map<String, String> environment) {
    SourceLocation place = source.location(value.span());
    Expansion expansion = Expansion.of(value.asText().orElse(""), environment);
    if (expansion.isKnown()) {
      return Setting.known(expansion.text(), place);
    }
    String names =
        String.join(", ", expansion.references().stream().map(Expansion.Reference::name).toList());
    return Setting.unknown("it comes from the environment: " + names, place);
  }

  @Override
  public String toString() {
    return name() + " (" + type() + ")";
  }
}
