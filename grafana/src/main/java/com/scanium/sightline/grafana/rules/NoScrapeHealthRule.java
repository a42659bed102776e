package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.provisioning.ProvisioningFile;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds scraped jobs whose scrape no alert watches: when it fails, dashboards go empty and nobody
 * is told. The missing rules are its fix.
 */
final class NoScrapeHealthRule implements Rule<Inference> {
  private static final Set<String> ABSENCE = Set.of("absent", "absent_over_time");

  /** A selector in an alert rule that tells how a scrape goes. */
  private record Watch(VectorSelector selector, QueryConsumer consumer) {
    /** Whether the selector may be about a job; what isn't said about the job covers every job. */
    boolean covers(String job) {
      return selector.matchers().stream()
          .filter(matcher -> matcher.name().value().equals("job"))
          .allMatch(
              matcher ->
                  matcher.hasPlaceholders()
                      || accepts(matcher.operator(), matcher.value().value(), job));
    }

    private static boolean accepts(MatchOperator operator, String value, String job) {
      return switch (operator) {
        case EQUAL -> value.equals(job);
        case NOT_EQUAL -> !value.equals(job);
        case REGEX -> matches(value, job).orElse(true);
        case NOT_REGEX -> !matches(value, job).orElse(false);
      };
    }
  }

  private static Optional<Boolean> matches(String pattern, String job) {
    return Regex.anchored(pattern).regex().map(regex -> regex.matches(job));
  }

  @Override
  public String id() {
    return "alert/no-scrape-health";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    List<QueryConsumer> alerts =
        inference.alerts().stream()
            .map(Judgement::consumer)
            .filter(alert -> alert.language() == QueryLanguage.PROMQL)
            .toList();
    if (alerts.isEmpty()) {
      return; // whoever alerts does so elsewhere
    }
    List<Watch> watches = new ArrayList<>();
    alerts.forEach(alert -> collect(alert, watches));
    Set<String> unwatched = new TreeSet<>();
    Set<String> watched = new TreeSet<>();
    for (TargetFact target : inference.targets()) {
      if (target.collector().isActive()) {
        target
            .jobLabel()
            .ifPresent(
                job ->
                    (watches.stream().anyMatch(it -> it.covers(job)) ? watched : unwatched)
                        .add(job));
      }
    }
    if (!unwatched.isEmpty()) {
      QueryConsumer beside = watches.isEmpty() ? alerts.get(0) : watches.get(0).consumer();
      out.accept(finding(beside, watches, watched, unwatched, facts.pipeline()));
    }
  }

  private static void collect(QueryConsumer alert, List<Watch> into) {
    QueryVariant sent = alert.variants().get(0);
    PromQl.parse(sent.text(), PromQlOptions.TOLERANT)
        .expr()
        .ifPresent(
            expr -> {
              PromQl.selectors(expr).stream()
                  .filter(selector -> isAboutScrapes(selector))
                  .forEach(selector -> into.add(new Watch(selector, alert)));
              collectAbsences(expr, alert, into);
            });
  }

  private static boolean isAboutScrapes(VectorSelector selector) {
    return selector
        .metricName()
        .map(PromQlText::value)
        .filter(name -> name.equals("up") || name.startsWith("scrape_samples_"))
        .isPresent();
  }

  /** {@code absent(anything{job="x"})} tells when the job is gone, whatever the metric. */
  private static void collectAbsences(PromQlExpr expr, QueryConsumer alert, List<Watch> into) {
    if (expr instanceof PromQlExpr.Call call && ABSENCE.contains(call.name().value())) {
      PromQl.selectors(expr).stream()
          .filter(
              selector ->
                  selector.matchers().stream().anyMatch(it -> it.name().value().equals("job")))
          .forEach(selector -> into.add(new Watch(selector, alert)));
    }
    expr.children().forEach(child -> collectAbsences(child, alert, into));
  }

  private Finding finding(
      QueryConsumer beside,
      List<Watch> watches,
      Set<String> watched,
      Set<String> unwatched,
      Pipeline pipeline) {
    String jobs = String.join(", ", unwatched);
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message("no alert watches the scrape of " + jobs)
            .at(
                watches.isEmpty()
                    ? beside.text().location()
                    : beside
                        .text()
                        .location(
                            beside
                                .variants()
                                .get(0)
                                .offsets()
                                .toOriginal(watches.get(0).selector().span())))
            .anchor(jobs);
    if (watched.isEmpty()) {
      finding.evidence("no alert rule asks for \"up\", or for its absence");
    } else {
      finding.evidence("alerts watch \"up\" of " + String.join(", ", watched));
    }
    return finding
        .evidence("a scrape that fails leaves panels empty, and alerts on their metrics silent")
        .fix(fix(beside, unwatched, pipeline))
        .build();
  }

  private static Fix fix(QueryConsumer beside, Set<String> jobs, Pipeline pipeline) {
    ScrapeHealthDocuments documents = new ScrapeHealthDocuments(jobs);
    String file = beside.text().file().location().file();
    Optional<GrafanaProvisioning> grafana = provisioning(pipeline);
    boolean byGrafana =
        grafana.isPresent()
            && grafana.get().files().stream()
                .anyMatch(it -> it.source().location().file().equals(file));
    Optional<String> uid = datasource(beside, pipeline).map(Datasource::uid);
    boolean preferGrafana = byGrafana && uid.isPresent();
    List<NewFile> files = new ArrayList<>();
    files.add(
        documents.mimir(
            preferGrafana ? NewFile.Choice.ALTERNATIVE : NewFile.Choice.PROPOSED,
            byGrafana ? "rules/" : folderOf(file)));
    if (uid.isPresent() && !uid.get().isEmpty()) {
      files.add(
          preferGrafana ? 0 : 1,
          documents.grafana(
              preferGrafana ? NewFile.Choice.PROPOSED : NewFile.Choice.ALTERNATIVE,
              byGrafana ? folderOf(file) : alerting(pipeline),
              uid.get(),
              grafana.map(it -> folder(it, beside.ref())).orElse("Alerts")));
      files.add(documents.panel(dashboards(pipeline), uid.get()));
    }
    return Fix.adding(
        jobs.size() == 1
            ? "add an alert that fires when it is down or gone for 5 minutes"
            : "add an alert for each that fires when it is down or gone for 5 minutes",
        files);
  }

  private static Optional<GrafanaProvisioning> provisioning(Pipeline pipeline) {
    return pipeline.alertRules().stream()
        .filter(GrafanaProvisioning.class::isInstance)
        .map(GrafanaProvisioning.class::cast)
        .findFirst();
  }

  /** The data source of the alert beside, else the default one that speaks PromQL. */
  private static Optional<Datasource> datasource(QueryConsumer beside, Pipeline pipeline) {
    return pipeline
        .datasources()
        .resolve(beside.question().datasource())
        .filter(it -> it.type().equals("prometheus"))
        .or(
            () ->
                pipeline.datasources().all().stream()
                    .filter(it -> it.type().equals("prometheus"))
                    .reduce((one, other) -> other.isDefault() && !one.isDefault() ? other : one));
  }

  /** Grafana's folder of a rule, else of any rule. */
  private static String folder(GrafanaProvisioning grafana, ConsumerRef beside) {
    String group =
        grafana.rules().stream()
            .filter(rule -> ConsumerRef.alert(rule.id()).equals(beside))
            .map(AlertRule::group)
            .findFirst()
            .orElse("");
    List<Doc> groups = new ArrayList<>();
    for (ProvisioningFile file : grafana.files()) {
      groups.addAll(file.section("groups"));
    }
    Optional<String> own =
        groups.stream()
            .filter(it -> it.get("name").flatMap(Doc::asText).filter(group::equals).isPresent())
            .flatMap(it -> it.get("folder").flatMap(Doc::asText).stream())
            .findFirst();
    return own.or(
            () ->
                groups.stream()
                    .flatMap(it -> it.get("folder").flatMap(Doc::asText).stream())
                    .findFirst())
        .orElse("Alerts");
  }

  /** Where Grafana would look for alert rules, beside its data sources. */
  private static String alerting(Pipeline pipeline) {
    return pipeline.datasources().all().stream()
        .map(it -> folderOf(it.location().file()))
        .filter(it -> it.endsWith("datasources/"))
        .map(it -> it.substring(0, it.length() - "datasources/".length()) + "alerting/")
        .findFirst()
        .orElse("alerting/");
  }

  private static String dashboards(Pipeline pipeline) {
    return pipeline.dashboards().stream()
        .filter(DashboardSet.class::isInstance)
        .flatMap(it -> ((DashboardSet) it).dashboards().stream())
        .map(Dashboard::source)
        .filter(it -> it.source().getScheme() == null)
        .map(it -> folderOf(it.location().file()))
        .findFirst()
        .orElse("dashboards/");
  }

  private static String folderOf(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }
}
