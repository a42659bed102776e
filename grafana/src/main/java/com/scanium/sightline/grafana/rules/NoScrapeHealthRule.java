package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds scraped jobs that no alert watches, where alerts watch the scrape of other jobs: when that
 * scrape fails, dashboards go empty and nobody is told.
 */
final class NoScrapeHealthRule implements Rule<Inference> {
  /** A selector of {@code up} in an alert rule. */
  private record Watch(VectorSelector selector, SourceLocation place) {
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
    List<Watch> watches = new ArrayList<>();
    for (Judgement judgement : inference.alerts()) {
      collect(judgement.consumer(), watches);
    }
    if (watches.isEmpty()) {
      return;
    }
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
    if (!watched.isEmpty() && !unwatched.isEmpty()) {
      out.accept(finding(watches.get(0), watched, unwatched));
    }
  }

  private static void collect(QueryConsumer consumer, List<Watch> into) {
    if (consumer.language() != QueryLanguage.PROMQL) {
      return;
    }
    QueryVariant sent = consumer.variants().get(0);
    PromQl.parse(sent.text(), PromQlOptions.TOLERANT)
        .expr()
        .ifPresent(
            expr -> {
              for (VectorSelector selector : PromQl.selectors(expr)) {
                if (selector.metricName().map(PromQlText::value).filter("up"::equals).isPresent()) {
                  into.add(
                      new Watch(
                          selector,
                          consumer.text().location(sent.offsets().toOriginal(selector.span()))));
                }
              }
            });
  }

  private Finding finding(Watch first, Set<String> watched, Set<String> unwatched) {
    String jobs = String.join(", ", unwatched);
    return Finding.of(id(), Severity.WARNING)
        .message("no alert watches the scrape of " + jobs)
        .at(first.place())
        .anchor(jobs)
        .evidence("alerts watch \"up\" of " + String.join(", ", watched))
        .fix(
            Fix.of(
                "add an alert on up{job=\""
                    + unwatched.iterator().next()
                    + "\"} as for the others"))
        .build();
  }
}
