package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.SourceRef;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds panels and variables whose data source doesn't exist: they show "Datasource … was not
 * found".
 *
 * <p>Proved only when provisioning defines data sources of that type and the name isn't among their
 * uids and names; without such files nothing is known.
 */
final class DatasourceUnknownRule implements Rule<Dashboard> {
  /** Everything in one dashboard that names the same data source. */
  private static final class Uses {
    private final SourceRef first;
    private final TreeSet<SourceLocation> places = new TreeSet<>();
    private final List<ConsumerRef> consumers = new ArrayList<>();

    Uses(SourceRef first) {
      this.first = first;
    }
  }

  @Override
  public String id() {
    return "grafana/datasource-unknown";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    Datasources known = facts.pipeline().datasources();
    Map<String, Uses> unknown = new LinkedHashMap<>();
    for (Panel panel : dashboard.panels()) {
      for (Target target : panel.targets()) {
        SourceRef ref = panel.datasourceOf(target);
        if (!target.isHidden()) {
          use(dashboard, ref, dashboard.ref(panel, target.refId()), facts, unknown);
        }
      }
    }
    for (Variable variable : dashboard.variables()) {
      if (variable.kind() == VariableKind.QUERY && variable.datasource().isPresent()) {
        use(dashboard, variable.datasource().get(), dashboard.ref(variable), facts, unknown);
      }
    }
    unknown.forEach((name, uses) -> out.accept(finding(name, uses, known)));
  }

  private static void use(
      Dashboard dashboard,
      SourceRef ref,
      ConsumerRef consumer,
      RuleContext facts,
      Map<String, Uses> into) {
    if (!isUnknown(dashboard, ref, facts)) {
      return;
    }
    Uses uses = into.computeIfAbsent(ref.name().orElse(""), name -> new Uses(ref));
    uses.places.add(dashboard.location(ref.span()));
    uses.consumers.add(consumer);
  }

  private static boolean isUnknown(Dashboard dashboard, SourceRef ref, RuleContext facts) {
    Datasources known = facts.pipeline().datasources();
    Optional<String> name = ref.name().map(it -> replaced(dashboard, it));
    boolean special = ref.isMixed() || ref.isDashboard() || ref.isExpression() || ref.isBuiltIn();
    if (special || name.isEmpty()) {
      return false;
    }
    if (name.get().contains("$") || name.get().contains("[[")) {
      return isImportPlaceholder(dashboard, name.get()) && isProvisioned(facts);
    }
    return ofType(known, ref).findAny().isPresent()
        && known.resolve(DatasourceRef.of(name.get(), ref.type().orElse(null))).isEmpty();
  }

  /** The name with what the envelope of the dashboard puts in its place. */
  private static String replaced(Dashboard dashboard, String name) {
    boolean placeholder = name.startsWith("${") && name.endsWith("}");
    String given =
        placeholder ? dashboard.inputs().get(name.substring(2, name.length() - 1)) : null;
    return given == null ? name : given;
  }

  private static java.util.stream.Stream<Datasource> ofType(Datasources known, SourceRef ref) {
    return known.all().stream()
        .filter(it -> ref.type().isPresent() && ref.type().get().equals(it.type()));
  }

  /** {@code ${DS_X}} of a file exported for sharing: only an import replaces it. */
  private static boolean isImportPlaceholder(Dashboard dashboard, String name) {
    return dashboard.hasInputs()
        && name.startsWith("${DS_")
        && dashboard.variable(name.substring(2, Math.max(2, name.length() - 1))).isEmpty();
  }

  private static boolean isProvisioned(RuleContext facts) {
    return facts.pipeline().alertRules().stream()
        .anyMatch(it -> it instanceof GrafanaProvisioning all && !all.providers().isEmpty());
  }

  private Finding finding(String name, Uses uses, Datasources known) {
    SourceLocation first = uses.places.first();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("no data source has the uid or name \"" + name + "\"")
            .at(first)
            .anchor(name)
            .affects(uses.consumers)
            .effect(Verdict.QUERY_ERROR);
    if (name.contains("$")) {
      return finding
          .evidence("the file was exported for sharing; only an import replaces " + name)
          .fix(Fix.of("write the uid of a data source, or import the file instead"))
          .build();
    }
    List<Datasource> candidates = ofType(known, uses.first).toList();
    List<String> uids = candidates.stream().map(Datasource::uid).toList();
    finding.evidence(
        "provisioned of type " + uses.first.type().orElse("?") + ": " + String.join(", ", uids));
    List<String> others =
        uses.places.stream()
            .skip(1)
            .map(place -> Integer.toString(place.line().orElse(0)))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      finding.evidence("also at line " + String.join(", ", others));
    }
    Optional<String> meant =
        Nearest.of(name, uids)
            .or(() -> uids.size() == 1 ? uids.stream().findFirst() : Optional.empty());
    finding.fix(
        meant
            .map(
                it ->
                    Replacements.everywhere(
                        uses.places,
                        "write the uid \"" + it + "\"",
                        DocWriter.json(Doc.string(name)),
                        DocWriter.json(Doc.string(it))))
            .orElse(Fix.of("write the uid of a data source that is provisioned")));
    return finding.build();
  }
}
