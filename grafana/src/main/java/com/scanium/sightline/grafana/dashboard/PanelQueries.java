package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.grafana.template.PrometheusStep;
import com.scanium.sightline.grafana.template.TemplateText;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.OffsetMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the port's queries from the panels of one dashboard. */
final class PanelQueries {
  /** Kinds of Tempo queries that are a form, not a text. */
  private static final Set<String> WITHOUT_TEXT =
      Set.of("serviceMap", "nativeSearch", "search", "upload", "clear");

  /**
   * What Helm and Jsonnet leave in a query that was not rendered. Go templates as such are no sign:
   * LogQL has its own.
   */
  private static final Pattern MARKER =
      Pattern.compile(
          "\\{\\{-?[^}]{0,200}\\.(?:Values|Release|Chart|Capabilities|Files)\\b[^}]{0,200}}}"
              + "|\\{\\{-?\\s*(?:include|template|tpl)\\s[^}]{0,200}}}"
              + "|%\\([a-zA-Z_]\\w{0,60}\\)[sd]");

  private final Dashboard dashboard;
  private final Datasources datasources;
  private final QueryExpansion expansion;

  private PanelQueries(Dashboard dashboard, Datasources datasources, VariableValues values) {
    this.dashboard = dashboard;
    this.datasources = datasources;
    this.expansion = new QueryExpansion(dashboard, datasources, values);
  }

  static List<PanelQuery> of(Dashboard dashboard, Datasources datasources, VariableValues values) {
    PanelQueries queries = new PanelQueries(dashboard, datasources, values);
    List<PanelQuery> made = new ArrayList<>();
    Optional<Long> alone = dashboard.link().flatMap(DashboardLink::panel);
    for (Panel panel : dashboard.panels()) {
      boolean isElsewhere =
          alone.isPresent()
              && (panel.id().isEmpty() || panel.id().getAsLong() != alone.get().longValue());
      if (panel.isSavedCopy() || !panel.isShown() || isElsewhere) {
        continue;
      }
      if (panel.isLibraryWithoutModel()) {
        made.add(queries.library(panel));
        continue;
      }
      for (Target target : panel.targets()) {
        queries.query(panel, target).ifPresent(made::add);
      }
    }
    return made;
  }

  /** Panels that should ask something and don't, and targets that are never sent. */
  static List<NotChecked> notChecked(Dashboard dashboard) {
    List<NotChecked> left = new ArrayList<>();
    for (Panel panel : dashboard.panels()) {
      if (!panel.showsQueries() || panel.isLibraryWithoutModel()) {
        continue;
      }
      if (panel.isSavedCopy()) {
        left.add(
            new NotChecked(
                "panel", name(dashboard, panel), "a saved copy, which Grafana makes anew"));
        continue;
      }
      if (!panel.isShown()) {
        left.add(
            new NotChecked(
                "panel", name(dashboard, panel), "no layout shows it, so it is never asked"));
        continue;
      }
      if (panel.targets().isEmpty()) {
        left.add(new NotChecked("panel", name(dashboard, panel), "the panel has no query"));
      }
      for (Target target : panel.targets()) {
        if (isNeverSent(panel, target)) {
          left.add(
              new NotChecked(
                  "target",
                  name(dashboard, panel) + " " + target.refId(),
                  "the query is empty and never sent"));
        }
      }
    }
    dashboard
        .missingElements()
        .forEach(
            (element, place) ->
                left.add(
                    new NotChecked(
                        "panel",
                        dashboard.id() + " " + element,
                        "the layout names an element that the dashboard does not have")));
    return left;
  }

  private static String name(Dashboard dashboard, Panel panel) {
    return ref(dashboard, panel, "").toString();
  }

  /** How reports name a panel's query. */
  static ConsumerRef ref(Dashboard dashboard, Panel panel, String refId) {
    ConsumerRef.Builder ref = ConsumerRef.inDashboard(dashboard.id()).refId(refId);
    panel.id().ifPresent(ref::panel);
    panel.element().ifPresent(ref::element);
    panel.title().ifPresent(ref::title);
    return ref.build();
  }

  /** How a Tempo target searches without a query text; empty for texts and other products. */
  private static Optional<String> searchForm(QueryLanguage language, Target target) {
    return language == QueryLanguage.TRACEQL
        ? target.property("queryType").filter(WITHOUT_TEXT::contains)
        : Optional.empty();
  }

  private static boolean isNeverSent(Panel panel, Target target) {
    SourceRef datasource = panel.datasourceOf(target);
    return target.text().filter(it -> !it.value().isBlank()).isEmpty()
        && target.query().get("rawQuery").isEmpty()
        && target.property("queryType").filter(WITHOUT_TEXT::contains).isEmpty()
        && !datasource.isDashboard()
        && !datasource.isBuiltIn()
        && !datasource.isExpression()
        && datasource.type().map(Languages::of).orElse(QueryLanguage.PROMQL)
            != QueryLanguage.UNKNOWN;
  }

  private PanelQuery library(Panel panel) {
    String name = panel.libraryName().orElse("without a name");
    return PanelQuery.of(
            ref(dashboard, panel, ""),
            new Question(
                QueryLanguage.UNKNOWN,
                DatasourceRef.defaultSource(),
                new EmbeddedText(
                    "", dashboard.source(), OffsetMap.shifted(panel.doc().span().start())),
                List.of(QueryVariant.asWritten(""))))
        .notChecked("the library panel \"" + name + "\" is not in the file")
        .build();
  }

  private Optional<PanelQuery> query(Panel panel, Target target) {
    if (isNeverSent(panel, target)) {
      return Optional.empty();
    }
    SourceRef written = panel.datasourceOf(target);
    DatasourceRef ref = resolved(written).toPort();
    Optional<Datasource> datasource = datasources.resolve(ref);
    QueryLanguage language = language(written, ref, datasource);
    Optional<PrometheusStep> step = expansion.step(panel, target, datasource);
    Optional<Doc.Str> text = target.text();
    EmbeddedText embedded =
        text.map(dashboard::embedded)
            .orElseGet(
                () ->
                    new EmbeddedText(
                        "", dashboard.source(), OffsetMap.shifted(target.doc().span().start())));
    QueryExpansion.Query asked =
        new QueryExpansion.Query(embedded.text(), language, step, List.of());
    Question question =
        new Question(
            language, ref, embedded, expansion.variants(panel, written, asked, datasources));
    PanelQuery.Builder query =
        PanelQuery.of(ref(dashboard, panel, target.refId()), question)
            .instant(target.isInstant())
            .hidden(target.isHidden())
            .repeated(expansion.isRepeated(panel))
            .disguises(PanelDisguises.of(panel, target));
    step.ifPresent(it -> query.step(it.step()));
    expansion.range(panel).ifPresent(query::range);
    panel.maxDataPoints().ifPresent(query::maxDataPoints);
    datasource.flatMap(Datasource::timeInterval).ifPresent(query::scrapeInterval);
    source(written, target).ifPresent(query::inheritsFrom);
    reason(written, language, ref)
        .or(() -> unrendered(embedded.text()))
        .or(() -> searchForm(language, target).map(it -> "a " + it + " query has no text to judge"))
        .ifPresent(query::notChecked);
    return Optional.of(query.build());
  }

  /** The query of the panel whose result this one shows. */
  private Optional<ConsumerRef> source(SourceRef written, Target target) {
    if (!written.isDashboard()) {
      return Optional.empty();
    }
    Optional<Long> id = target.query().get("panelId").flatMap(Doc::asLong);
    return dashboard.panels().stream()
        .filter(it -> id.isPresent() && it.id().isPresent() && it.id().getAsLong() == id.get())
        .findFirst()
        .map(it -> ref(dashboard, it, it.targets().isEmpty() ? "" : it.targets().get(0).refId()));
  }

  /** Why a text can't be judged that a deployment tool has yet to fill in; empty for others. */
  private static Optional<String> unrendered(String text) {
    Matcher marker = MARKER.matcher(text);
    return marker.find()
        ? Optional.of("a template marker was not rendered: " + marker.group())
        : Optional.empty();
  }

  private static Optional<String> reason(
      SourceRef written, QueryLanguage language, DatasourceRef ref) {
    if (written.isBuiltIn()) {
      return Optional.of("the data comes from Grafana itself");
    }
    if (written.isDashboard() || language != QueryLanguage.UNKNOWN) {
      return Optional.empty();
    }
    return Optional.of(
        ref.type()
            .map(type -> "queries of type \"" + type + "\" are not understood")
            .orElse("the type of its data source is not known: " + ref));
  }

  /** The reference with its variables replaced where they are known. */
  private SourceRef resolved(SourceRef written) {
    return written.name().map(expansion::plain).map(written::withName).orElse(written);
  }

  private QueryLanguage language(
      SourceRef written, DatasourceRef ref, Optional<Datasource> datasource) {
    if (written.isExpression()) {
      return QueryLanguage.EXPRESSION;
    }
    if (written.isBuiltIn() || written.isDashboard()) {
      return QueryLanguage.UNKNOWN;
    }
    Optional<String> type =
        datasource
            .map(Datasource::type)
            .or(ref::type)
            .or(() -> written.name().flatMap(this::variableType));
    return type.map(Languages::of).orElse(QueryLanguage.UNKNOWN);
  }

  /** The plugin type behind a placeholder: what a variable offers, or what an import asks for. */
  private Optional<String> variableType(String name) {
    Optional<String> asked =
        dashboard.doc().get("__inputs").map(Doc::items).orElse(List.of()).stream()
            .filter(
                it ->
                    it.get("name")
                        .flatMap(Doc::asString)
                        .map(n -> "${" + n + "}")
                        .orElse("")
                        .equals(name))
            .findFirst()
            .flatMap(it -> it.get("pluginId"))
            .flatMap(Doc::asString);
    return asked.or(
        () ->
            TemplateText.references(name).stream()
                .findFirst()
                .flatMap(it -> dashboard.variable(it.name()))
                .filter(it -> it.kind() == VariableKind.DATASOURCE)
                .flatMap(Variable::query)
                .map(Doc.Str::value));
  }
}
