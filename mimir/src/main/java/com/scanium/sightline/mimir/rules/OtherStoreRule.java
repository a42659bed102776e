package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds data sources that ask another store than the one that the series are written to. */
final class OtherStoreRule implements Rule<Inference> {
  @Override
  public String id() {
    return "mimir/other-store";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Reason.OtherStore reason : inference.reasons(Reason.OtherStore.class)) {
      Finding.Builder finding =
          Finding.of(id(), Severity.ERROR)
              .message(
                  "data source \""
                      + reason.datasource().name()
                      + "\" asks \""
                      + reason.read()
                      + "\", and what it should show is written to \""
                      + reason.written()
                      + "\"")
              .at(reason.datasource().location())
              .anchor(reason.datasource().uid() + " " + reason.endpoint().id())
              .evidence(
                  reason.endpoint().id()
                      + " at "
                      + reason.endpoint().location()
                      + " writes to "
                      + reason.endpoint().url())
              .evidence("both keep their blocks on their own disk and join no cluster")
              .affects(inference.affectedBy(reason::equals))
              .fix(
                  Fix.of(
                      "ask \"" + reason.written() + "\", or write to \"" + reason.read() + "\""));
      if (!inference.affectedBy(reason::equals).isEmpty()) {
        finding.effect(Verdict.NO_DATA);
      }
      out.accept(finding.build());
    }
  }
}
