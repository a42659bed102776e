package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.provisioning.ProvisioningFile;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds links from one data source to another that isn't there: the button leads nowhere. */
final class DatasourceLinkRule implements Rule<GrafanaProvisioning> {
  @Override
  public String id() {
    return "grafana/datasource-link";
  }

  @Override
  public Class<GrafanaProvisioning> subject() {
    return GrafanaProvisioning.class;
  }

  /** Settings that hold the uid of another data source, with the type that it must have. */
  private static final Map<String, String> LINKS =
      Map.of(
          "tracesToLogs", "loki",
          "tracesToLogsV2", "loki",
          "tracesToMetrics", "prometheus",
          "tracesToProfiles", "grafana-pyroscope-datasource",
          "serviceMap", "prometheus",
          "lokiSearch", "loki",
          "derivedFields", "tempo",
          "exemplarTraceIdDestinations", "tempo");

  @Override
  public void check(GrafanaProvisioning provisioning, RuleContext facts, Consumer<Finding> out) {
    for (ProvisioningFile file : provisioning.files()) {
      for (Doc entry : file.section("datasources")) {
        for (Doc.Member setting : entry.get("jsonData").map(Doc::members).orElse(List.of())) {
          String type = LINKS.get(setting.key());
          if (type != null) {
            List<Doc> links =
                setting.value().isArray() ? setting.value().items() : List.of(setting.value());
            links.forEach(it -> check(file, entry, setting.key(), type, it, facts, out));
          }
        }
      }
    }
  }

  private void check(
      ProvisioningFile file,
      Doc entry,
      String setting,
      String type,
      Doc link,
      RuleContext facts,
      Consumer<Finding> out) {
    Optional<Doc> uid = link.get("datasourceUid");
    String name = uid.flatMap(Doc::asText).orElse("");
    List<Datasource> known = facts.pipeline().datasources().all();
    List<String> ofType =
        known.stream().filter(it -> it.type().equals(type)).map(Datasource::uid).toList();
    boolean isKnown =
        known.stream().anyMatch(it -> it.uid().equals(name) || it.name().equals(name));
    if (uid.isEmpty() || name.isEmpty() || name.contains("$") || isKnown || ofType.isEmpty()) {
      return;
    }
    String from = entry.get("name").flatMap(Doc::asText).orElse("");
    out.accept(
        Finding.of(id(), Severity.WARNING)
            .message(
                setting
                    + " of \""
                    + from
                    + "\" leads to \""
                    + name
                    + "\", which is not provisioned")
            .at(file.source().location(uid.get().span()))
            .anchor(from + setting + name)
            .evidence("provisioned of type " + type + ": " + String.join(", ", ofType))
            .evidence("the link shows nothing, or an error")
            .fix(
                Spelling.nearest(name, ofType)
                    .or(() -> ofType.size() == 1 ? ofType.stream().findFirst() : Optional.empty())
                    .map(
                        it ->
                            Replacements.within(
                                file.source(),
                                uid.get().span(),
                                "write the uid \"" + it + "\"",
                                name,
                                it))
                    .orElse(Fix.of("write the uid of a data source that is provisioned")))
            .build());
  }
}
