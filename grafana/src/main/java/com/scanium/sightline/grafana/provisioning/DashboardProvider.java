package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A folder that Grafana loads dashboards from. A view over the file; immutable. */
public final class DashboardProvider {
  private final SourceText source;
  private final Doc doc;
  private final Map<String, String> environment;

  DashboardProvider(SourceText source, Doc doc, Map<String, String> environment) {
    this.source = source;
    this.doc = doc;
    this.environment = environment;
  }

  /** Everything that the file says about the provider. */
  public Doc doc() {
    return doc;
  }

  /** Its name; empty text when it has none. */
  public String name() {
    return doc.get("name").flatMap(Doc::asText).orElse("");
  }

  /** How it loads; only {@code file} exists in Grafana's own code. */
  public String type() {
    return doc.get("type").flatMap(Doc::asText).filter(it -> !it.isEmpty()).orElse("file");
  }

  /** The organization, 1 unless given. */
  public long orgId() {
    return doc.get("orgId").flatMap(Doc::asLong).filter(it -> it > 0).orElse(1L);
  }

  /** The folder of Grafana that the dashboards appear in; empty text for the general one. */
  public String folder() {
    return doc.get("folder").flatMap(Doc::asText).orElse("");
  }

  /** The uid of that folder; empty when Grafana makes one up. */
  public Optional<String> folderUid() {
    return doc.get("folderUid").flatMap(Doc::asText).filter(it -> !it.isEmpty());
  }

  /** Whether folders on disk become folders of Grafana. */
  public boolean keepsFolders() {
    return doc.path("options", "foldersFromFilesStructure").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether changes in Grafana's own pages are allowed. */
  public boolean allowsChanges() {
    return doc.get("allowUiUpdates").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether dashboards stay when their file is gone. */
  public boolean keepsDeleted() {
    return doc.get("disableDeletion").flatMap(Doc::asBoolean).orElse(false);
  }

  /** How often it looks for changes; 10 seconds unless given. */
  public Duration updateInterval() {
    return Duration.ofSeconds(
        doc.get("updateIntervalSeconds").flatMap(Doc::asLong).filter(it -> it > 0).orElse(10L));
  }

  /** The folder inside Grafana's container as written; empty when it isn't given. */
  public Optional<String> path() {
    return pathDoc().flatMap(Doc::asString);
  }

  /** The folder inside Grafana's container after expansion; unset when it isn't given. */
  public Setting<String> loadedFolder() {
    return pathDoc()
        .filter(it -> it.asText().isPresent())
        .map(it -> ProvisionedDatasource.expandedSetting(source, it, environment))
        .orElseGet(Setting::unset);
  }

  // "folder" is what versions before 5 called the path
  private Optional<Doc> pathDoc() {
    return doc.path("options", "path").or(() -> doc.path("options", "folder"));
  }

  /** Where the provider is defined. */
  public SourceLocation location() {
    return source.location(pathDoc().orElse(doc).span());
  }

  @Override
  public String toString() {
    return name() + " " + path().orElse("");
  }
}
