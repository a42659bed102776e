package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a dashboard when its file is let go: enough to compare it with others. Immutable.
 */
public final class DashboardCard {
  private final String id;
  private final String file;
  private final @Nullable String effectiveUid;
  private final @Nullable Written uid;
  private final @Nullable Written title;
  private final SourceLocation place;
  private final @Nullable Path path;

  /**
   * A text with its place.
   *
   * @param text the text as written, not empty
   * @param location where
   */
  public record Written(String text, SourceLocation location) {
    /** Refuses absent parts. */
    public Written {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(location, "location");
    }
  }

  private DashboardCard(Dashboard dashboard, @Nullable Path path) {
    this.id = dashboard.id();
    this.file = dashboard.source().location().file();
    this.effectiveUid = dashboard.uid().orElse(null);
    this.uid = written(dashboard, "uid");
    this.title = written(dashboard, "title");
    this.place = dashboard.location(dashboard.doc().get("title").orElse(dashboard.doc()).span());
    this.path = path;
  }

  /**
   * @param path the file on disk; null for a text
   */
  static DashboardCard of(Dashboard dashboard, @Nullable Path path) {
    return new DashboardCard(dashboard, path);
  }

  private static @Nullable Written written(Dashboard dashboard, String key) {
    Optional<Doc> doc = dashboard.doc().get(key);
    return doc.flatMap(Doc::asText)
        .filter(text -> !text.isEmpty())
        .map(text -> new Written(text, dashboard.location(doc.orElseThrow().span())))
        .orElse(null);
  }

  /** How reports name the dashboard. */
  public String id() {
    return id;
  }

  /** The file that it is in. */
  public String file() {
    return file;
  }

  /** The folder of that file, with a slash at the end; empty for the base folder. */
  public String folder() {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /** The uid that Grafana takes, be it that of the resource around it; empty when there is none. */
  public Optional<String> uid() {
    return Optional.ofNullable(effectiveUid);
  }

  /** The uid as the dashboard itself says it; empty when it says none. */
  public Optional<Written> writtenUid() {
    return Optional.ofNullable(uid);
  }

  /** The title; empty when there is none. */
  public Optional<Written> title() {
    return Optional.ofNullable(title);
  }

  /** The place of its title, or of the whole when it has none. */
  public SourceLocation location() {
    return place;
  }

  /** The file on disk, absolute; empty for a dashboard that no file holds. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  @Override
  public String toString() {
    return id + " in " + file;
  }
}
