package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.Alert;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.HeadStats;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.Page;
import com.scanium.sightline.mimir.model.Readiness;
import com.scanium.sightline.mimir.model.RuleFilter;
import com.scanium.sightline.mimir.model.RuleGroup;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.mimir.model.Target;
import com.scanium.sightline.mimir.model.TenantLimits;
import com.scanium.sightline.mimir.model.TenantStats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The questions about the server itself, its rules and its targets. */
final class ServerCalls {
  private static final long MAX_SECONDS = 1_000_000_000_000L;

  private ServerCalls() {}

  static Call<BuildInfo> buildInfo() {
    return api(
        "/status/buildinfo",
        Form.EMPTY,
        tree(
            data ->
                BuildInfo.of(
                    data.get("application").text(),
                    data.get("version").text(),
                    data.get("revision").text(),
                    data.get("features").texts())));
  }

  /** A part of the rule groups, with where the next part begins; empty when this is the last. */
  record RulePage(List<RuleGroup> groups, String next) {
    RulePage {
      groups = List.copyOf(groups);
    }
  }

  static Call<RulePage> rules(RuleFilter filter, String token, Capabilities server) {
    String suffix = server.bracketsRuleFilters() ? "[]" : "";
    Form form =
        Form.EMPTY
            .withAll("rule_name" + suffix, filter.rules())
            .withAll("rule_group" + suffix, filter.groups())
            .withAll("file" + suffix, filter.files())
            .withAll("match[]", filter.selectors());
    if (filter.type().isPresent()) {
      form = form.with("type", filter.type().get() == RuleState.Type.ALERTING ? "alert" : "record");
    }
    if (filter.isWithoutAlerts()) {
      form = form.with("exclude_alerts", "true");
    }
    if (filter.pageSize() > 0) {
      form = form.with("group_limit", Integer.toString(filter.pageSize()));
    }
    return api(
        "/rules",
        token.isEmpty() ? form : form.with("group_next_token", token),
        tree(
            data ->
                new RulePage(
                    Calls.map(data.get("groups"), ServerCalls::group),
                    data.get("groupNextToken").text())));
  }

  static Call<List<Alert>> alerts() {
    return api(
        "/alerts", Form.EMPTY, tree(data -> Calls.map(data.get("alerts"), ServerCalls::alert)));
  }

  static Call<List<Target>> targets() {
    return api("/targets", Form.EMPTY, tree(ServerCalls::targets));
  }

  static Call<List<String>> scrapePools() {
    return api(
        "/scrape_pools",
        Form.EMPTY,
        tree(data -> data.get("scrapePools").items().stream().map(Json::text).toList()));
  }

  static Call<Map<String, List<MetricMetadata>>> targetMetadata(String matchTarget) {
    return api(
        "/targets/metadata",
        matchTarget.isEmpty() ? Form.EMPTY : Form.EMPTY.with("match_target", matchTarget),
        Reader.enveloped(
            json -> {
              Map<String, List<MetricMetadata>> families = new TreeMap<>();
              for (Json item : json.tree().items()) {
                MetricMetadata entry =
                    new MetricMetadata(
                        item.get("type").text(), item.get("help").text(), item.get("unit").text());
                List<MetricMetadata> known =
                    families.computeIfAbsent(item.get("metric").text(), name -> new ArrayList<>());
                if (!known.contains(entry)) {
                  known.add(entry);
                }
              }
              return families;
            }));
  }

  static Call<List<String>> alertmanagers() {
    return api(
        "/alertmanagers",
        Form.EMPTY,
        tree(
            data ->
                data.get("activeAlertmanagers").items().stream()
                    .map(item -> item.get("url").text())
                    .toList()));
  }

  /** Plain values by name, what is nested left out: flags, runtime information, replay. */
  static Call<Map<String, String>> status(String what) {
    return api("/status/" + what, Form.EMPTY, tree(Json::texts));
  }

  static Call<String> config() {
    return api("/status/config", Form.EMPTY, tree(data -> data.get("yaml").text()));
  }

  static Call<HeadStats> headStats() {
    return api("/status/tsdb", Form.EMPTY, tree(ServerCalls::headStats));
  }

  static Call<Page> page(String path, Form form) {
    return Call.of(
        Base.ROOT,
        path,
        form,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.anything(
            (text, headers) -> new Page(headers.first("Content-Type").orElse(""), text)));
  }

  static Call<Readiness> ready(Base base, String path) {
    return Call.of(
        base,
        path,
        Form.EMPTY,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.text((text, headers) -> new Readiness(true, text.strip())));
  }

  static Call<TenantLimits> userLimits() {
    return Call.of(
        Base.ROOT,
        "/api/v1/user_limits",
        Form.EMPTY,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.bare(
            tree -> {
              Map<String, Double> limits = new TreeMap<>();
              for (Map.Entry<String, String> limit : tree.texts().entrySet()) {
                limits.put(limit.getKey(), number(limit.getValue()));
              }
              return TenantLimits.of(limits);
            }));
  }

  static Call<TenantStats> userStats() {
    return Call.of(
        Base.ROOT,
        "/api/v1/user_stats",
        Form.EMPTY,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.bare(
            tree ->
                new TenantStats(
                    number(tree.get("ingestionRate").text()),
                    (long) number(tree.get("numSeries").text()),
                    number(tree.get("APIIngestionRate").text()),
                    number(tree.get("RuleIngestionRate").text()))));
  }

  private static <T> Call<T> api(String path, Form form, Reader<T> reader) {
    return Call.of(Base.API, path, form, Method.GET, Presence.SOMEWHERE, reader);
  }

  private static <T> Reader<T> tree(Reader.FromTree<T> change) {
    return Reader.enveloped(json -> change.from(Calls.object(json)));
  }

  private static double number(String text) throws IOException {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Numbers.sample(text);
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a number: \"" + JsonBytes.shortened(text) + "\"");
    }
  }

  private static HeadStats headStats(Json data) throws IOException {
    Map<String, Long> head = new TreeMap<>();
    for (Map.Entry<String, String> figure : data.get("headStats").texts().entrySet()) {
      head.put(figure.getKey(), (long) number(figure.getValue()));
    }
    Map<String, List<HeadStats.Entry>> lists = new TreeMap<>();
    for (Map.Entry<String, Json> list : data.members().entrySet()) {
      if (list.getValue().isArray()) {
        lists.put(
            list.getKey(),
            Calls.map(
                list.getValue(),
                item ->
                    new HeadStats.Entry(
                        item.get("name").text(), (long) number(item.get("value").text()))));
      }
    }
    return HeadStats.of(head, lists);
  }

  private static RuleGroup group(Json group) throws IOException {
    return new RuleGroup(
        group.get("file").text(),
        group.get("name").text(),
        seconds(group.get("interval").text()),
        Calls.map(group.get("rules"), ServerCalls::rule));
  }

  private static RuleState rule(Json rule) throws IOException {
    RuleState.Type type =
        rule.get("type").text().equals("recording")
            ? RuleState.Type.RECORDING
            : RuleState.Type.ALERTING;
    return RuleState.builder(type, rule.get("name").text(), rule.get("query").text())
        .labels(rule.get("labels").texts())
        .health(rule.get("health").text(), rule.get("lastError").text())
        .state(rule.get("state").text(), Calls.map(rule.get("alerts"), ServerCalls::alert))
        .alerting(rule.get("annotations").texts(), seconds(rule.get("duration").text()))
        .build();
  }

  private static Alert alert(Json alert) throws IOException {
    String value = alert.get("value").text();
    try {
      return new Alert(
          Labels.of(alert.get("labels").texts()),
          alert.get("annotations").texts(),
          alert.get("state").text(),
          value.isEmpty() ? Double.NaN : Numbers.sample(value));
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("the value of an alert is no number");
    }
  }

  private static List<Target> targets(Json data) throws IOException {
    List<Target> targets =
        new ArrayList<>(
            Calls.map(
                data.get("activeTargets"),
                target ->
                    Target.active(
                        target.get("scrapePool").text(),
                        target.get("scrapeUrl").text(),
                        target.get("health").text(),
                        target.get("lastError").text(),
                        Labels.of(target.get("labels").texts()),
                        target.get("discoveredLabels").texts())));
    targets.addAll(
        Calls.map(
            data.get("droppedTargets"),
            target -> Target.dropped(target.get("discoveredLabels").texts())));
    return List.copyOf(targets);
  }

  private static Duration seconds(String text) throws IOException {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      long millis = Numbers.millis(text);
      return Duration.ofMillis(Math.min(millis, MAX_SECONDS));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UnexpectedAnswer("an interval is no number of seconds");
    }
  }
}
