package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes data sources of the port from entries of {@code datasources}. */
final class DatasourceReader {
  private static final String HEADER_NAME = "httpHeaderName";

  private DatasourceReader() {}

  /** The data source; empty when the entry has neither name nor uid, or no type. */
  static Optional<Datasource> read(ProvisionedDatasource entry, Map<String, String> environment) {
    Optional<String> name = entry.text("name");
    Optional<String> known = entry.uid().or(() -> name);
    if (known.isEmpty() || entry.text("type").isEmpty()) {
      return Optional.empty();
    }
    Datasource.Builder datasource =
        Datasource.of(known.get(), name.orElse(known.get()), entry.type(), entry.location())
            .url(entry.url())
            .tenant(tenant(entry.doc(), environment))
            .isDefault(entry.isDefault());
    entry.timeInterval().ifPresent(datasource::timeInterval);
    return Optional.of(datasource.build());
  }

  private static Tenant tenant(Doc doc, Map<String, String> environment) {
    for (Doc.Member member : doc.get("jsonData").map(Doc::members).orElse(List.of())) {
      boolean isTenant =
          member.key().startsWith(HEADER_NAME)
              && member.value().asString().orElse("").equalsIgnoreCase("X-Scope-OrgID");
      if (isTenant) {
        String number = member.key().substring(HEADER_NAME.length());
        return doc.path("secureJsonData", "httpHeaderValue" + number)
            .flatMap(Doc::asText)
            .map(it -> Expansion.of(it, environment))
            .filter(Expansion::isKnown)
            .map(expansion -> Tenant.of(expansion.text()))
            .orElse(Tenant.unknown());
      }
    }
    return Tenant.none();
  }
}
