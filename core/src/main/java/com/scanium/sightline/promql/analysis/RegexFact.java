package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known of one regular expression in a selector: RE2, anchored at both ends.
 * Expressions with placeholders are left alone.
 *
 * @param kind what is known
 * @param selector the selector that it stands in
 * @param matcher the condition
 * @param simpler a condition that selects the same, as PromQL writes it; null when there is none
 */
public record RegexFact(
    Kind kind, VectorSelector selector, LabelMatcher matcher, @Nullable String simpler) {
  /** What can be known. */
  public enum Kind {
    /** It doesn't compile. */
    INVALID,
    /**
     * It matches every value, also where the label is missing: {@code =~".*"} selects nothing out.
     */
    MATCHES_EVERYTHING,
    /** It matches every value but the empty one: the label must be there, no more. */
    MATCHES_ANY_VALUE,
    /** It matches no value at all. */
    MATCHES_NOTHING,
    /** It matches exactly one value: {@code =} or {@code !=} says the same and is faster. */
    COULD_BE_EQUAL,
    /** It begins with {@code ^} or ends with {@code $}, which is so anyway. */
    REDUNDANT_ANCHOR
  }

  /** A condition that selects the same, as PromQL writes it, or empty. */
  public Optional<String> replacement() {
    return Optional.ofNullable(simpler);
  }

  /** What is known of the regular expressions of one expression, in source order. */
  public static List<RegexFact> of(PromQlExpr expr) {
    List<RegexFact> facts = new ArrayList<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      for (LabelMatcher matcher : selector.matchers()) {
        if (matcher.operator().isRegex() && !matcher.hasPlaceholders()) {
          look(selector, matcher, facts);
        }
      }
    }
    return List.copyOf(facts);
  }

  private static void look(VectorSelector selector, LabelMatcher matcher, List<RegexFact> facts) {
    Regex regex = Regex.anchored(matcher.value().value()).regex().orElse(null);
    String name = PromQl.labelName(matcher.name().value());
    if (regex == null) {
      facts.add(new RegexFact(Kind.INVALID, selector, matcher, null));
    } else if (regex.matchesEverything()) {
      facts.add(new RegexFact(Kind.MATCHES_EVERYTHING, selector, matcher, null));
    } else if (regex.matchesNothing()) {
      facts.add(new RegexFact(Kind.MATCHES_NOTHING, selector, matcher, null));
    } else if (regex.matchesEveryNonEmpty()) {
      String op = matcher.operator().isNegated() ? "=" : "!=";
      facts.add(new RegexFact(Kind.MATCHES_ANY_VALUE, selector, matcher, name + op + "\"\""));
    } else if (regex.literal().isPresent()) {
      String op = matcher.operator().isNegated() ? "!=" : "=";
      String simpler = name + op + PromQl.quote(regex.literal().get());
      facts.add(new RegexFact(Kind.COULD_BE_EQUAL, selector, matcher, simpler));
    } else {
      anchors(selector, matcher, facts);
    }
  }

  private static void anchors(
      VectorSelector selector, LabelMatcher matcher, List<RegexFact> facts) {
    String pattern = matcher.value().value();
    boolean alternatives = pattern.indexOf('|') >= 0;
    boolean begins = pattern.startsWith("^");
    boolean ends = pattern.endsWith("$") && !pattern.endsWith("\\$");
    if (!alternatives && (begins || ends)) {
      String inner = pattern.substring(begins ? 1 : 0, pattern.length() - (ends ? 1 : 0));
      String simpler =
          PromQl.labelName(matcher.name().value())
              + matcher.operator().symbol()
              + PromQl.quote(inner);
      facts.add(new RegexFact(Kind.REDUNDANT_ANCHOR, selector, matcher, simpler));
    }
  }
}
