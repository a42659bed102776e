package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.Optional;

/** A folder that Grafana loads dashboards from. A view over the file; immutable. */
public final class DashboardProvider {
  private final SourceText source;
  private final Doc doc;

  DashboardProvider(SourceText source, Doc doc) {
    this.source = source;
    this.doc = doc;
  }

  /** Everything that the file says about the provider. */
  public Doc doc() {
    return doc;
  }

  /** Its name; empty text when it has none. */
  public String name() {
    return doc.get("name").flatMap(Doc::asText).orElse("");
  }

  /** The folder inside Grafana's container; empty when it isn't given. */
  public Optional<String> path() {
    return doc.path("options", "path").flatMap(Doc::asString);
  }

  /** Where the provider is defined. */
  public SourceLocation location() {
    return source.location(doc.path("options", "path").orElse(doc).span());
  }

  @Override
  public String toString() {
    return name() + " " + path().orElse("");
  }
}
