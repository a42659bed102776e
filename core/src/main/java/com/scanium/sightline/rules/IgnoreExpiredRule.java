package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.validation.IgnoreUse;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds ignores whose last day is over: they ignore nothing any more. */
final class IgnoreExpiredRule implements Rule<IgnoreUse> {
  @Override
  public String id() {
    return "config/ignore-expired";
  }

  @Override
  public Class<IgnoreUse> subject() {
    return IgnoreUse.class;
  }

  @Override
  public void check(IgnoreUse use, RuleContext facts, Consumer<Finding> out) {
    if (use.state() != IgnoreUse.State.EXPIRED) {
      return;
    }
    Ignore ignore = use.ignore();
    String what = ignore.scope().map(Object::toString).orElse("");
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "the ignore of "
                    + what
                    + " ended on "
                    + ignore.until().map(Object::toString).orElse("")
                    + " and no longer works")
            .anchor(what)
            .evidence("its reason was: " + ignore.reason())
            .fix(Fix.of("mend what it ignores and delete it, or give it a later day"));
    ignore.location().ifPresent(finding::at);
    out.accept(finding.build());
  }
}
