package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.grafana.template.Intervals;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes data sources of the port from entries of {@code datasources}. */
final class DatasourceReader {
  private static final String HEADER_NAME = "httpHeaderName";

  private DatasourceReader() {}

  /** The data source; empty when the entry has neither name nor uid, or no type. */
  static Optional<Datasource> read(SourceText source, Doc doc) {
    Optional<String> name = text(doc, "name");
    Optional<String> uid = text(doc, "uid").filter(it -> !it.isEmpty());
    Optional<String> type = text(doc, "type");
    Optional<String> known = uid.or(() -> name);
    if (known.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    Datasource.Builder datasource =
        Datasource.of(
                known.get(),
                name.orElse(known.get()),
                type.get(),
                source.location(doc.get("uid").or(() -> doc.get("name")).orElse(doc).span()))
            .url(setting(source, doc.get("url")))
            .tenant(tenant(doc))
            .isDefault(doc.get("isDefault").flatMap(Doc::asBoolean).orElse(false));
    doc.path("jsonData", "timeInterval")
        .flatMap(Doc::asText)
        .ifPresent(
            text ->
                Intervals.serverNanos(text).stream()
                    .filter(nanos -> nanos > 0)
                    .forEach(nanos -> datasource.timeInterval(Duration.ofNanos(nanos))));
    return Optional.of(datasource.build());
  }

  private static Optional<String> text(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asText).map(DatasourceReader::knownOrWritten);
  }

  private static String knownOrWritten(String text) {
    Expansion expansion = Expansion.of(text);
    return expansion.isKnown() ? expansion.text() : text;
  }

  private static Setting<String> setting(SourceText source, Optional<Doc> value) {
    Optional<String> text = value.flatMap(Doc::asText);
    if (value.isEmpty() || text.isEmpty()) {
      return Setting.unset();
    }
    Expansion expansion = Expansion.of(text.get());
    if (expansion.isKnown()) {
      return Setting.known(expansion.text(), source.location(value.get().span()));
    }
    String names =
        String.join(", ", expansion.references().stream().map(Expansion.Reference::name).toList());
    return Setting.unknown(
        "it comes from the environment: " + names, source.location(value.get().span()));
  }

  private static Tenant tenant(Doc doc) {
    for (Doc.Member member : doc.get("jsonData").map(Doc::members).orElse(List.of())) {
      boolean isTenant =
          member.key().startsWith(HEADER_NAME)
              && member.value().asString().orElse("").equalsIgnoreCase("X-Scope-OrgID");
      if (isTenant) {
        String number = member.key().substring(HEADER_NAME.length());
        return doc.path("secureJsonData", "httpHeaderValue" + number)
            .flatMap(Doc::asText)
            .map(Expansion::of)
            .filter(Expansion::isKnown)
            .map(expansion -> Tenant.of(expansion.text()))
            .orElse(Tenant.unknown());
      }
    }
    return Tenant.none();
  }
}
