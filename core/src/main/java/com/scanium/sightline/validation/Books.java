package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.BaselineMatch;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoredFinding;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.live.LiveFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are reported, and what became of the others: ignored, switched off, known from the
 * baseline.
 */
final class Books {
  private final List<Finding> causes;
  private final List<Finding> others;
  private final List<IgnoredFinding> ignored;
  private final List<Finding> silent;
  private final @Nullable BaselineMatch match;

  private Books(List<Finding> reported, Silencing silencing, @Nullable BaselineMatch match) {
    Set<Finding> known = Collections.newSetFromMap(new IdentityHashMap<>());
    if (match != null) {
      known.addAll(match.known());
    }
    List<Finding> fresh = reported.stream().filter(finding -> !known.contains(finding)).toList();
    this.causes = fresh.stream().filter(finding -> finding.effect().isPresent()).toList();
    this.others = fresh.stream().filter(finding -> finding.effect().isEmpty()).toList();
    this.ignored = List.copyOf(silencing.ignored());
    this.silent = Stream.concat(silencing.silent().stream(), known.stream()).toList();
    this.match = match;
  }

  /**
   * Sorts and sifts what was found.
   *
   * @param today the day that ignores are held against
   * @param baseline what is known already; null for nothing
   */
  static Books of(
      RuleContext facts,
      Places places,
      List<RuleSet> ruleSets,
      LocalDate today,
      @Nullable Baseline baseline,
      List<Finding> found) {
    List<SeverityOverride> severities = places.ofOverrides();
    List<Ignore> ignores = places.ofIgnores();
    Silencing silencing = new Silencing(ignores, severities, today);
    List<Finding> kept = silencing.of(inOrder(new Selection(facts, severities).of(found)));
    List<Finding> remarks = new ArrayList<>();
    for (Ignore ignore : ignores) {
      IgnoreUse.State state = state(ignore, silencing, today, facts, ruleSets);
      IgnoreUse use = new IgnoreUse(ignore, state, ids(ruleSets));
      for (RuleSet rules : ruleSets) {
        for (Rule<?> rule : rules.rules()) {
          if (rule.subject() == IgnoreUse.class) {
            check(rule, use, facts, remarks);
          }
        }
      }
    }
    kept.addAll(silencing.of(new Selection(facts, severities).of(remarks)));
    List<Finding> reported = inOrder(kept);
    return new Books(reported, silencing, baseline == null ? null : baseline.match(reported));
  }

  private static <S> void check(
      Rule<S> rule, IgnoreUse use, RuleContext facts, List<Finding> into) {
    rule.check(rule.subject().cast(use), facts, into::add);
  }

  /** Root causes first, in the order in which to mend them. */
  private static List<Finding> inOrder(List<Finding> findings) {
    return Stream.concat(
            findings.stream().filter(finding -> finding.effect().isPresent()).sorted(new Ranking()),
            findings.stream().filter(finding -> finding.effect().isEmpty()).sorted())
        .toList();
  }

  private static List<String> ids(List<RuleSet> ruleSets) {
    return ruleSets.stream()
        .flatMap(rules -> rules.rules().stream())
        .map(Rule::id)
        .sorted()
        .toList();
  }

  private static IgnoreUse.State state(
      Ignore ignore,
      Silencing silencing,
      LocalDate today,
      RuleContext facts,
      List<RuleSet> ruleSets) {
    if (ignore.scope().isEmpty()) {
      return IgnoreUse.State.BROKEN;
    }
    if (ignore.isExpired(today)) {
      return IgnoreUse.State.EXPIRED;
    }
    if (silencing.isUsed(ignore)) {
      return IgnoreUse.State.USED;
    }
    List<Rule<?>> named =
        ruleSets.stream()
            .flatMap(rules -> rules.rules().stream())
            .<Rule<?>>map(rule -> rule)
            .filter(rule -> ignore.scope().get().rules().matches(rule.id()))
            .toList();
    boolean looked =
        named.isEmpty() || named.stream().anyMatch(rule -> looks(rule, silencing, facts));
    return looked ? IgnoreUse.State.UNUSED : IgnoreUse.State.IDLE;
  }

  private static boolean looks(Rule<?> rule, Silencing silencing, RuleContext facts) {
    return facts.policy().profile().runs(rule.profile())
        && !silencing.isOff(rule.id())
        && (facts.live().isPresent() || !rule.subject().equals(LiveFacts.class));
  }

  List<Finding> causes() {
    return causes;
  }

  List<Finding> others() {
    return others;
  }

  List<IgnoredFinding> ignored() {
    return ignored;
  }

  /** What is not reported, for whom it is not; what it makes of panels stays true. */
  List<Finding> silent() {
    return silent;
  }

  Optional<BaselineMatch> match() {
    return Optional.ofNullable(match);
  }
}
