package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.RuleGlob;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.IgnoreUse;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds ignores that nothing is ignored by: what they were for is mended, or they miss it. */
final class IgnoreUnusedRule implements Rule<IgnoreUse> {
  @Override
  public String id() {
    return "config/ignore-unused";
  }

  @Override
  public Class<IgnoreUse> subject() {
    return IgnoreUse.class;
  }

  @Override
  public void check(IgnoreUse use, RuleContext facts, Consumer<Finding> out) {
    if (use.state() != IgnoreUse.State.UNUSED) {
      return;
    }
    Ignore ignore = use.ignore();
    String what = ignore.scope().map(Object::toString).orElse("");
    RuleGlob rules = ignore.scope().orElseThrow().rules();
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message("the ignore of " + what + " matches no finding")
            .anchor(what)
            .evidence("its reason is: " + ignore.reason());
    if (use.rules().stream().noneMatch(rules::matches)) {
      Optional<String> nearest = Spelling.nearest(rules.text(), use.rules());
      finding.evidence("no rule is called " + rules);
      finding.fix(
          Fix.of(
              nearest
                  .map(name -> "write \"" + name + "\" if that is what is meant")
                  .orElse("name a rule that sightline rules lists, or delete it")));
    } else {
      finding.fix(Fix.of("delete it: there is nothing to ignore"));
    }
    ignore.location().ifPresent(finding::at);
    out.accept(finding.build());
  }
}
