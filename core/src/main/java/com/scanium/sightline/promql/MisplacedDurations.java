package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Durations where a value is wanted: the older grammar reads {@code step()} and a computation with
 * it as an expression, and its type check then refuses it.
 */
final class MisplacedDurations {
  private static final String CONTEXT = "a duration";

  private final DurationParser durations;

  /** Which duration a call in the tree stands for; null as long as there is none. */
  private @Nullable IdentityHashMap<PromQlExpr, PromQlDuration> found;

  MisplacedDurations(DurationParser durations) {
    this.durations = durations;
  }

  boolean contains(PromQlExpr expr) {
    return found != null && found.containsKey(expr);
  }

  /** {@code step()} behind its opening parenthesis, and what is computed with it. */
  PromQlExpr step(int start, int weakest) {
    PromQlDuration step = durations.functionBody(TokenKind.STEP, start, "step()");
    return remember(durations.rest(step, weakest, CONTEXT));
  }

  /** A duration with signs before it, and what is computed with it. */
  PromQlExpr signed(List<Span> signs, PromQlExpr expr) {
    return remember(durations.rest(durations.signed(signs, duration(expr)), 0, CONTEXT));
  }

  /** A duration in parentheses, and what is computed with it. */
  PromQlExpr grouped(PromQlExpr expr, Span span, int weakest) {
    return remember(durations.rest(durations.grouped(duration(expr), span), weakest, CONTEXT));
  }

  private PromQlDuration duration(PromQlExpr expr) {
    return Objects.requireNonNull(Objects.requireNonNull(found).get(expr), "asked for before");
  }

  private PromQlExpr remember(PromQlDuration duration) {
    PromQlText name = PromQlText.plain(TokenKind.STEP.text, duration.span());
    PromQlExpr call = new PromQlExpr.Call(name, List.of(), DurationParser.operands(duration));
    if (found == null) {
      found = new IdentityHashMap<>();
    }
    found.put(call, duration);
    return call;
  }
}
