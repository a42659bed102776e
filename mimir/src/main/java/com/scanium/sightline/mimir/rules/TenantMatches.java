package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.Stores;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.StoreConfig;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds writes and queries without a tenant to a Mimir that wants one, which answers 401 to them,
 * and series that are stored for another tenant than the one that is asked for. Only a host that
 * surely means the Mimir itself counts; a gateway before it may add a tenant.
 */
final class TenantMatches {
  private static final String RULE = "mimir/tenant";

  private TenantMatches() {}

  static void find(RuleContext facts, Consumer<Finding> out) {
    Inference inference = facts.inference();
    Stores stores = inference.stores();
    for (CollectorFact collector : inference.collectors()) {
      if (collector.isActive()) {
        for (WriteEndpoint write : collector.collector().writes()) {
          boolean unnamed = write.signal() == Signal.METRICS && write.tenant().isNone();
          stores
              .writtenTo(collector, write)
              .filter(store -> unnamed && stores.multitenancy(store).orElse(false))
              .ifPresent(store -> out.accept(refused(write, store, inference)));
        }
      }
    }
    for (Datasource datasource : facts.pipeline().datasources().all()) {
      if (datasource.type().equals("prometheus") && datasource.tenant().isNone()) {
        stores
            .readFrom(datasource)
            .filter(store -> stores.multitenancy(store).orElse(false))
            .ifPresent(store -> out.accept(unanswered(datasource, store, facts)));
      }
    }
    for (Reason.OtherTenant reason : inference.reasons(Reason.OtherTenant.class)) {
      out.accept(otherTenant(reason, inference.affectedBy(reason::equals)));
    }
  }

  private static String wants(Stores stores, ContainerService store) {
    String file = stores.configOf(store).map(StoreConfig::name).orElse(store.name());
    return file + " and the command line leave multitenancy_enabled true";
  }

  private static Finding refused(WriteEndpoint write, ContainerService store, Inference inference) {
    Set<ConsumerRef> affected =
        inference.affectedBy(
            reason ->
                reason instanceof Reason.TenantWanted wanted && wanted.endpoint().equals(write));
    Finding.Builder finding =
        Finding.of(RULE, Severity.ERROR)
            .message(write.id() + " sends no tenant, and Mimir wants one: it refuses every write")
            .at(write.location())
            .anchor(write.id())
            .evidence(wants(inference.stores(), store))
            .evidence("without X-Scope-OrgID Mimir answers 401 \"no org id\"")
            .affects(affected)
            .fix(
                Fix.of(
                    "send X-Scope-OrgID with the tenant that is read, or set multitenancy_enabled:"
                        + " false"));
    if (!affected.isEmpty()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static Finding unanswered(
      Datasource datasource, ContainerService store, RuleContext facts) {
    Set<ConsumerRef> asking = new TreeSet<>();
    for (Judgement judgement : facts.inference().all()) {
      Optional<Datasource> asked =
          facts.pipeline().datasources().resolve(judgement.consumer().question().datasource());
      boolean named = judgement.consumer().question().datasource().name().isPresent();
      boolean inStore =
          judgement.consumer() instanceof RecordingRule
              || (judgement.consumer().ref().alert().isPresent() && !named);
      if (!inStore && asked.filter(datasource::equals).isPresent()) {
        asking.add(judgement.consumer().ref());
      }
    }
    Finding.Builder finding =
        Finding.of(RULE, Severity.ERROR)
            .message(
                "data source \""
                    + datasource.name()
                    + "\" names no tenant, and Mimir wants one: it refuses every query")
            .at(datasource.location())
            .anchor(datasource.uid())
            .evidence(wants(facts.inference().stores(), store))
            .evidence("without X-Scope-OrgID Mimir answers 401 \"no org id\"")
            .affects(asking)
            .fix(
                Fix.of(
                    "set httpHeaderName1: X-Scope-OrgID in jsonData and the tenant that is written"
                        + " in secureJsonData.httpHeaderValue1"));
    if (!asking.isEmpty()) {
      finding.effect(Verdict.QUERY_ERROR);
    }
    return finding.build();
  }

  private static Finding otherTenant(Reason.OtherTenant reason, Set<ConsumerRef> affected) {
    WriteEndpoint write = reason.endpoint();
    Datasource datasource = reason.datasource();
    Finding.Builder finding =
        Finding.of(RULE, Severity.ERROR)
            .message(
                "data source \""
                    + datasource.name()
                    + "\" asks for tenant "
                    + datasource.tenant()
                    + ", and what it should show is stored for "
                    + write.tenant())
            .at(datasource.location())
            .anchor(datasource.uid() + " " + write.id())
            .evidence(write.id() + " at " + write.location() + " writes as " + write.tenant())
            .evidence("both lead to the container \"" + reason.store() + "\"")
            .affects(affected)
            .fix(
                Fix.of(
                    "ask as "
                        + write.tenant()
                        + ", write as "
                        + datasource.tenant()
                        + ", or ask for both with tenant federation ("
                        + String.join("|", union(write, datasource))
                        + ")"));
    if (!affected.isEmpty()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static Set<String> union(WriteEndpoint write, Datasource datasource) {
    Set<String> all = new TreeSet<>(write.tenant().ids());
    all.addAll(datasource.tenant().ids());
    return all;
  }
}
