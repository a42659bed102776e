package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
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
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds custom variables whose options are regular expressions and whose "All" has no value of its
 * own: the Prometheus data source escapes each option, so that "All" finds none of what is meant.
 */
final class VariableAllValueRule implements Rule<DashboardSet> {
  /** What nobody writes in a plain value: {@code .* .+ .. | [...] \d ^ $ (…)}. */
  private static final Pattern REGEX =
      Pattern.compile("\\.[*+]|\\.\\.|\\||\\[.+]|\\\\[dwsDWS]|^\\^|\\$$|\\(.*\\)");

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
        boolean suspicious =
            variable.kind() == VariableKind.CUSTOM
                && variable.includesAll()
                && variable.allValue().isEmpty()
                && options.stream().anyMatch(it -> REGEX.matcher(it).find());
        if (suspicious) {
          check(dashboard, variable, options, facts, out);
        }
      }
    }
  }

  private void check(
      Dashboard dashboard,
      Variable variable,
      List<String> options,
      RuleContext facts,
      Consumer<Finding> out) {
    Set<ConsumerRef> empty = new TreeSet<>();
    Set<ConsumerRef> users = new TreeSet<>();
    for (Judgement judgement : facts.inference().panels()) {
      if (judgement.consumer() instanceof PanelQuery query
          && query.language() == QueryLanguage.PROMQL
          && query.ref().dashboard().filter(dashboard.id()::equals).isPresent()) {
        collect(query, variable.name(), options, facts.inference(), users, empty);
      }
    }
    if (users.isEmpty()) {
      return;
    }
    boolean allRegex = options.stream().allMatch(it -> REGEX.matcher(it).find());
    boolean opensWithAll =
        variable.current().filter(VariableAllValueRule::isAll).isPresent() || isAllFirst(variable);
    boolean proved = allRegex && opensWithAll && !empty.isEmpty();
    String all = String.join("|", options);
    Finding.Builder finding =
        Finding.of(id(), proved ? Severity.ERROR : Severity.WARNING)
            .message(
                "\"All\" of variable \"" + variable.name() + "\" looks for its options literally")
            .at(dashboard.location(variable.nameSpan()))
            .anchor(variable.name())
            .evidence(
                "the options are regular expressions ("
                    + String.join(", ", options)
                    + "), and the data source escapes each of them")
            .fix(Fix.of("set \"allValue\": \"" + all + "\""))
            .affects(proved ? empty : users);
    if (proved) {
      finding.effect(Verdict.NO_DATA);
    }
    out.accept(finding.build());
  }

  private static boolean isAll(VariableValue value) {
    return value instanceof VariableValue.Many many
        ? many.values().contains(VariableValue.ALL)
        : value instanceof VariableValue.One one && one.value().equals(VariableValue.ALL);
  }

  private static boolean isAllFirst(Variable variable) {
    return variable.current().isEmpty() && variable.writtenOptions().isEmpty();
  }

  private static void collect(
      PanelQuery query,
      String name,
      List<String> options,
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
    // an empty panel is proved only where the label's values are known and no option is one of them
    boolean arrives =
        PromQl.selectors(expr).stream()
            .anyMatch(it -> uses(it, name) && isNoneOf(options, it, name, inference));
    if (arrives && (emptiness.match() == Match.NEVER || emptiness.fallback())) {
      empty.add(query.ref());
    }
  }

  /** Whether series arrive for a selector, and none of them has an option as its literal value. */
  private static boolean isNoneOf(
      List<String> options, PromQlExpr.VectorSelector selector, String name, Inference inference) {
    List<SeriesShape> shapes = inference.arriving(selector);
    for (LabelMatcher matcher : selector.matchers()) {
      if (isValueOf(matcher, name)) {
        for (SeriesShape shape : shapes) {
          Optional<Set<String>> values = shape.label(matcher.name().value()).knownValues();
          if (values.isEmpty() || options.stream().anyMatch(values.get()::contains)) {
            return false;
          }
        }
      }
    }
    return !shapes.isEmpty();
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
