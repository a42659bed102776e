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
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.Placeholder;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds custom variables whose options are regular expressions: the Prometheus data source escapes
 * each option of a variable that takes several, so that it finds none of what is meant. "All" with
 * a value of its own is inserted as it is.
 */
final class VariableAllValueRule implements Rule<DashboardSet> {
  /** What nobody writes in a plain value: {@code .* .+ .. | [...] \d ^ $ (…)}. */
  private static final Pattern REGEX =
      Pattern.compile("\\.[*+]|\\.\\.|\\||\\[.+]|\\\\[dwsDWS]|^\\^|\\$$|\\(.*\\)");

  /**
   * Labels that hold the status of an HTTP response: a number of three digits (RFC 9110, section
   * 15), or a word or class such as {@code 4xx}; never a text with dots or brackets.
   */
  private static final Pattern HTTP_STATUS =
      Pattern.compile("(?:http_)?(?:response_)?(?:status_)?code|(?:http_)?(?:response_)?status");

  private static final Pattern HTTP_METRIC = Pattern.compile("(?:^|_)https?(?:_|$)");

  @Override
  public String id() {
    return "grafana/variable-all-value";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    for (Dashboard dashboard : set.dashboards()) {
      for (Variable variable : dashboard.variables()) {
        List<String> options =
            variable.writtenOptions().stream().map(VariableOption::value).toList();
        boolean escaped = variable.isMulti() || variable.includesAll();
        if (variable.kind() == VariableKind.CUSTOM
            && escaped
            && options.stream().anyMatch(VariableAllValueRule::isRegex)) {
          check(dashboard, variable, options, facts, out);
        }
      }
    }
  }

  private static boolean isRegex(String option) {
    return REGEX.matcher(option).find();
  }

  private void check(
      Dashboard dashboard,
      Variable variable,
      List<String> options,
      RuleContext facts,
      Consumer<Finding> out) {
    boolean all = variable.includesAll() && variable.allValue().isEmpty();
    List<String> selected = selected(variable, options);
    boolean opensWithAll = selected.contains(VariableValue.ALL);
    // what the first view of the dashboard looks for literally
    List<String> literal = !opensWithAll ? selected : all ? options : List.of();
    Set<ConsumerRef> empty = new TreeSet<>();
    Set<ConsumerRef> users = new TreeSet<>();
    for (Judgement judgement : facts.inference().panels()) {
      if (judgement.consumer() instanceof PanelQuery query
          && query.language() == QueryLanguage.PROMQL
          && query.ref().dashboard().filter(dashboard.id()::equals).isPresent()) {
        collect(query, variable.name(), literal, facts.inference(), users, empty);
      }
    }
    if (users.isEmpty()) {
      return;
    }
    boolean proved =
        !literal.isEmpty()
            && literal.stream().allMatch(VariableAllValueRule::isRegex)
            && !empty.isEmpty();
    String regexes =
        String.join(", ", options.stream().filter(VariableAllValueRule::isRegex).toList());
    Finding.Builder finding =
        Finding.of(id(), proved ? Severity.ERROR : Severity.WARNING)
            .message(
                all
                    ? "\"All\" of variable \""
                        + variable.name()
                        + "\" looks for its options literally"
                    : "single values of variable \""
                        + variable.name()
                        + "\" are looked for literally")
            .at(dashboard.location(variable.nameSpan()))
            .anchor(variable.name())
            .evidence(
                "the options are regular expressions ("
                    + regexes
                    + "), and the data source escapes each of them")
            .fix(fix(dashboard, variable, options, all))
            .affects(proved ? empty : users);
    if (!all && variable.includesAll()) {
      finding.evidence("only \"All\" works, because its value is inserted as it is");
    }
    if (proved) {
      finding.effect(Verdict.NO_DATA);
    }
    out.accept(finding.build());
  }

  private static Fix fix(
      Dashboard dashboard, Variable variable, List<String> options, boolean all) {
    String name = variable.name();
    String unescaped = "write ${" + name + ":pipe}, which is not escaped";
    if (!all) {
      return Fix.of(unescaped);
    }
    String value = DocWriter.json(Doc.string(String.join("|", options)));
    String summary = "set \"allValue\": " + value + "; for single values " + unescaped;
    String quoted = DocWriter.json(Doc.string(name));
    Optional<Doc> there = variable.body().get("allValue");
    Optional<Edit> edit =
        there.isPresent()
            ? Edit.onLine(
                dashboard.location(there.get().span()),
                there.get().isNull() ? "null" : "\"\"",
                value)
            : Edit.onLine(
                dashboard.location(variable.nameSpan()),
                quoted,
                quoted + ", \"allValue\": " + value);
    return edit.map(it -> Fix.editing(summary, List.of(it))).orElseGet(() -> Fix.of(summary));
  }

  /** What the dashboard opens with: the saved selection, else the first option. */
  private static List<String> selected(Variable variable, List<String> options) {
    List<String> saved =
        variable
            .current()
            .map(
                value ->
                    value instanceof VariableValue.Many many
                        ? many.values()
                        : value instanceof VariableValue.One one
                            ? List.of(one.value())
                            : List.<String>of())
            .orElse(List.of());
    return saved.isEmpty() ? options.stream().limit(1).toList() : saved;
  }

  private static void collect(
      PanelQuery query,
      String name,
      List<String> literal,
      Inference inference,
      Set<ConsumerRef> users,
      Set<ConsumerRef> empty) {
    PromQlParse parse = PromQl.parse(query.text().text(), PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return;
    }
    PromQlExpr expr = parse.expr().get();
    if (PromQl.selectors(expr).stream().noneMatch(it -> uses(it, name))) {
      return;
    }
    users.add(query.ref());
    Emptiness emptiness =
        Emptiness.of(expr, selector -> uses(selector, name) ? Match.NEVER : Match.MAY);
    // an empty panel is proved only where no value of the label can be one of the options
    boolean arrives =
        PromQl.selectors(expr).stream()
            .anyMatch(it -> uses(it, name) && isNoneOf(literal, it, name, inference));
    if (arrives && (emptiness.match() == Match.NEVER || emptiness.fallback())) {
      empty.add(query.ref());
    }
  }

  /** Whether series arrive for a selector, and none of them has an option as its literal value. */
  private static boolean isNoneOf(
      List<String> literal, PromQlExpr.VectorSelector selector, String name, Inference inference) {
    List<SeriesShape> shapes = inference.arriving(selector);
    for (LabelMatcher matcher : selector.matchers()) {
      if (isValueOf(matcher, name)) {
        String label = matcher.name().value();
        for (SeriesShape shape : shapes) {
          Optional<Set<String>> values = shape.label(label).knownValues();
          boolean isPossible =
              values.isPresent()
                  ? literal.stream().anyMatch(values.get()::contains)
                  : !isHttpStatus(selector, label)
                      || !areSeenOtherwise(literal, selector, label, inference);
          if (isPossible) {
            return false;
          }
        }
      }
    }
    return !shapes.isEmpty();
  }

  private static boolean isHttpStatus(PromQlExpr.VectorSelector selector, String label) {
    boolean http =
        label.startsWith("http_")
            || selector
                .metricName()
                .filter(metric -> HTTP_METRIC.matcher(metric.value()).find())
                .isPresent();
    return http && HTTP_STATUS.matcher(label).matches();
  }

  /** Whether a snapshot of the metric shows values of the label, and none of the options. */
  private static boolean areSeenOtherwise(
      List<String> literal, PromQlExpr.VectorSelector selector, String label, Inference inference) {
    String metric = selector.metricName().map(PromQlText::value).orElse("");
    Set<String> seen = new TreeSet<>();
    inference
        .catalogOf(metric)
        .flatMap(catalog -> catalog.familyOfSeries(metric))
        .ifPresent(
            family ->
                family
                    .samples()
                    .forEach(sample -> seen.add(sample.labels().getOrDefault(label, ""))));
    seen.remove("");
    return !seen.isEmpty() && literal.stream().noneMatch(seen::contains);
  }

  /** Whether a selector matches a label with the variable in the data source's own format. */
  private static boolean uses(PromQlExpr.VectorSelector selector, String name) {
    return selector.matchers().stream().anyMatch(matcher -> isValueOf(matcher, name));
  }

  private static boolean isValueOf(LabelMatcher matcher, String name) {
    if (matcher.operator() != MatchOperator.REGEX || !matcher.value().isPlaceholder()) {
      return false;
    }
    Placeholder placeholder = matcher.value().placeholders().get(0);
    return placeholder.name().equals(name) && placeholder.format().isEmpty();
  }
}
