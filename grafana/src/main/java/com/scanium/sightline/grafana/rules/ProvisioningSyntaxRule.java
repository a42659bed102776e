package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.provisioning.ProvisioningFile;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds provisioning files that Grafana refuses: text that doesn't parse, data sources without name
 * or type, and two defaults in one organization.
 */
final class ProvisioningSyntaxRule implements Rule<GrafanaProvisioning> {
  @Override
  public String id() {
    return "grafana/provisioning-syntax";
  }

  @Override
  public Class<GrafanaProvisioning> subject() {
    return GrafanaProvisioning.class;
  }

  @Override
  public void check(GrafanaProvisioning all, RuleContext facts, Consumer<Finding> out) {
    Map<String, String> defaults = new HashMap<>();
    for (ProvisioningFile file : all.files()) {
      for (Problem problem : file.problems()) {
        out.accept(
            at(file, problem.span(), "the provisioning file does not parse: " + problem.message())
                .evidence("Grafana does not start with a provisioning file that it can't read")
                .fix(Fix.of("correct the text at this place"))
                .build());
      }
      // a file of comments only is what Grafana itself ships; one without a character is a slip
      if (file.source().text().isBlank()) {
        out.accept(
            Finding.of(id(), Severity.WARNING)
                .message("the provisioning file is empty")
                .at(file.source().location())
                .evidence("nothing is provisioned from it")
                .fix(Fix.of("fill it, or delete it"))
                .build());
      }
      for (Doc datasource : file.section("datasources")) {
        datasource(file, datasource, defaults, out);
      }
    }
  }

  private void datasource(
      ProvisioningFile file, Doc doc, Map<String, String> defaults, Consumer<Finding> out) {
    for (String key : new String[] {"name", "type"}) {
      boolean missing = doc.get(key).flatMap(Doc::asText).filter(it -> !it.isEmpty()).isEmpty();
      if (missing && doc.isObject()) {
        out.accept(
            at(file, doc.span(), "the data source has no " + key)
                .fix(Fix.of("add \"" + key + "\" to the data source"))
                .build());
      }
    }
    if (doc.get("isDefault").flatMap(Doc::asBoolean).orElse(false)) {
      String organization = doc.get("orgId").flatMap(Doc::asText).orElse("1");
      String name = doc.get("name").flatMap(Doc::asText).orElse("");
      String earlier = defaults.putIfAbsent(organization, name);
      if (earlier != null && !earlier.equals(name)) {
        out.accept(
            at(
                    file,
                    doc.get("isDefault").orElse(doc).span(),
                    "a second data source is the default of organization " + organization)
                .evidence("\"" + earlier + "\" is the default already; Grafana does not start")
                .fix(Fix.of("set isDefault to false on all but one"))
                .build());
      }
    }
  }

  private Finding.Builder at(
      ProvisioningFile file, com.scanium.sightline.text.Span span, String message) {
    return Finding.of(id(), Severity.ERROR).message(message).at(file.source().location(span));
  }
}
