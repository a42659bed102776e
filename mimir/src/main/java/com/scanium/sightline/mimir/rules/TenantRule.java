package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds a store that wants another tenant than the one it is written to or asked as. */
final class TenantRule implements Rule<Pipeline> {
  @Override
  public String id() {
    return "mimir/tenant";
  }

  @Override
  public Class<Pipeline> subject() {
    return Pipeline.class;
  }

  @Override
  public void check(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    TenantMatches.find(facts, out);
    facts.live().ifPresent(live -> check(live, facts, out));
  }

  private void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    if (live.failure().orElse(null) instanceof Failure.TenantRequired failure) {
      String tenant =
          facts.pipeline().store().map(SeriesStore::tenant).map(Object::toString).orElse("?");
      out.accept(
          Finding.of(id(), Severity.ERROR)
              .message(message(failure, tenant))
              .anchor(live.address())
              .evidence("asked: " + live.address())
              .evidence("it says: " + failure.message())
              .fix(Fix.of(fix(failure)))
              .build());
    }
  }

  private static String message(Failure.TenantRequired failure, String tenant) {
    return switch (failure.problem()) {
      case MISSING -> "the store wants a tenant and is asked without one";
      case MALFORMED -> "the store does not take \"" + tenant + "\" for a tenant";
      case TOO_MANY -> "the store does not take as many tenants as \"" + tenant + "\"";
    };
  }

  private static String fix(Failure.TenantRequired failure) {
    return switch (failure.problem()) {
      case MISSING ->
          "name the tenant that the collector writes as: store.tenant here, and the header"
              + " X-Scope-OrgID in the data source";
      case MALFORMED -> "use letters, digits and !-_.*'() only, at most 150";
      case TOO_MANY -> "ask as one tenant, or enable tenant federation in the store";
    };
  }
}
