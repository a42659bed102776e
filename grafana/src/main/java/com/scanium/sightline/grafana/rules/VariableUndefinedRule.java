package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.template.TemplateText;
import com.scanium.sightline.grafana.template.VariableReference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds queries with a variable that the dashboard doesn't have: Grafana sends the text as it is,
 * so that a matcher compares with {@code $name} literally, and anything else doesn't parse.
 */
final class VariableUndefinedRule implements Rule<DashboardSet> {
  /** One undefined variable in one dashboard, with one effect. */
  private static final class Use {
    private final TreeSet<SourceLocation> places = new TreeSet<>();
    private final Set<ConsumerRef> consumers = new TreeSet<>();
  }

  private record Key(Dashboard dashboard, String name, Optional<Verdict> effect) {}

  @Override
  public String id() {
    return "grafana/variable-undefined";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<Key, Use> uses = new LinkedHashMap<>();
    for (Judgement judgement : facts.inference().panels()) {
      if (judgement.consumer() instanceof PanelQuery query
          && query.language() == QueryLanguage.PROMQL
          && !query.isHidden()) {
        query
            .ref()
            .dashboard()
            .flatMap(set::dashboard)
            .ifPresent(dashboard -> collect(dashboard, query, uses));
      }
    }
    uses.forEach((key, use) -> out.accept(finding(key, use)));
  }

  private static void collect(Dashboard dashboard, PanelQuery query, Map<Key, Use> into) {
    String text = query.text().text();
    List<VariableReference> undefined =
        TemplateText.references(text).stream()
            .filter(it -> isUndefined(dashboard, it.name()))
            .toList();
    if (undefined.isEmpty()) {
      return;
    }
    PromQlParse parse = PromQl.parse(text, PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return;
    }
    for (VariableReference reference : undefined) {
      Optional<Optional<Verdict>> effect = effect(parse.expr().get(), reference.span());
      if (effect.isPresent()) {
        Use use =
            into.computeIfAbsent(
                new Key(dashboard, reference.name(), effect.get()), key -> new Use());
        use.places.add(query.text().location(reference.span()));
        use.consumers.add(query.ref());
      }
    }
  }

  private static boolean isUndefined(Dashboard dashboard, String name) {
    boolean own = name.startsWith("__") || Character.isDigit(name.charAt(0));
    boolean legacy = name.equals("timeFilter") || name.equals("interval");
    return !own
        && !legacy
        && dashboard.variable(name).isEmpty()
        && dashboard.schema() == Dashboard.Schema.CLASSIC
        && dashboard.doc().get("__inputs").map(Doc::items).orElse(List.of()).stream()
            .noneMatch(it -> it.get("name").flatMap(Doc::asString).orElse("").equals(name));
  }

  /**
   * What the text {@code $name} does where it stands; empty for places where it may be meant, such
   * as the replacement of {@code label_replace}.
   */
  private static Optional<Optional<Verdict>> effect(PromQlExpr expr, Span reference) {
    List<LabelMatcher> matchers = new ArrayList<>();
    List<Span> strings = new ArrayList<>();
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof PromQlExpr.VectorSelector selector) {
            matchers.addAll(selector.matchers());
          } else if (node instanceof PromQlExpr.StringLiteral literal) {
            strings.add(literal.span());
          }
        });
    if (strings.stream().anyMatch(it -> it.contains(reference))) {
      return Optional.empty();
    }
    for (LabelMatcher matcher : matchers) {
      if (matcher.value().span().contains(reference)) {
        boolean never =
            matcher.operator() == MatchOperator.EQUAL
                || (matcher.operator() == MatchOperator.REGEX
                    && matcher.value().value().indexOf('|') < 0);
        return Optional.of(never ? Optional.of(Verdict.NO_DATA) : Optional.empty());
      }
    }
    return Optional.of(Optional.of(Verdict.QUERY_ERROR));
  }

  /** Writes another variable at all places, however each of them spells the reference. */
  private static Fix renamed(Use use, String from, String to) {
    String summary = "write \"" + to + "\"";
    List<Edit> edits = new ArrayList<>();
    for (SourceLocation place : use.places) {
      Optional<Edit> edit =
          Stream.of("${", "[[", "$")
              .flatMap(mark -> Edit.onLine(place, mark + from, mark + to).stream())
              .findFirst();
      if (edit.isEmpty()) {
        return Fix.of(summary);
      }
      edits.add(edit.get());
    }
    return Fix.editing(summary, edits);
  }

  private Finding finding(Key key, Use use) {
    Dashboard dashboard = key.dashboard();
    List<String> names = dashboard.variables().stream().map(Variable::name).toList();
    Finding.Builder finding =
        Finding.of(id(), key.effect().isPresent() ? Severity.ERROR : Severity.WARNING)
            .message("the dashboard has no variable \"" + key.name() + "\"")
            .at(use.places.first())
            .anchor(key.name())
            .evidence(
                key.effect().filter(Verdict.QUERY_ERROR::equals).isPresent()
                    ? "the text is sent as it is, and the store refuses the \"$\""
                    : "the text is sent as it is: the label is compared with \"$"
                        + key.name()
                        + "\" itself")
            .affects(use.consumers);
    key.effect().ifPresent(finding::effect);
    if (!names.isEmpty()) {
      finding.evidence("its variables: " + String.join(", ", names));
    }
    Optional<String> slip = Spelling.slip(key.name(), names);
    finding.fix(
        slip.map(it -> renamed(use, key.name(), it))
            .or(
                () ->
                    Nearest.of(key.name(), names)
                        .map(it -> Fix.of("write \"" + it + "\", or define the variable")))
            .orElse(Fix.of("define the variable, or write a value")));
    return finding.build();
  }
}
