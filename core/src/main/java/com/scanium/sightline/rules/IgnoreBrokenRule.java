package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.validation.IgnoreUse;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds remarks that want to ignore findings and cannot be understood, or give no reason. */
final class IgnoreBrokenRule implements Rule<IgnoreUse> {
  @Override
  public String id() {
    return "config/ignore-broken";
  }

  @Override
  public Class<IgnoreUse> subject() {
    return IgnoreUse.class;
  }

  @Override
  public void check(IgnoreUse use, RuleContext facts, Consumer<Finding> out) {
    if (use.state() != IgnoreUse.State.BROKEN) {
      return;
    }
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message("this remark ignores nothing: " + use.ignore().flaw().orElse("it is broken"))
            .fix(Fix.of("write sightline:ignore RULE REASON, or delete the remark"));
    use.ignore().location().ifPresent(finding::at);
    out.accept(finding.build());
  }
}
