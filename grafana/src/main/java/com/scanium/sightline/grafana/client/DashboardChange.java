package com.scanium.sightline.grafana.client;

import com.scanium.sightline.text.Doc;
import java.util.Objects;

/**
 * A dashboard to create or to update. Unless told otherwise Grafana refuses to replace a version
 * other than the one that the dashboard names, so that nobody's work is lost. Immutable.
 */
public final class DashboardChange {
  private final Doc dashboard;
  private final String folderUid;
  private final String message;
  private final boolean overwrite;

  private DashboardChange(Doc dashboard, String folderUid, String message, boolean overwrite) {
    this.dashboard = dashboard;
    this.folderUid = folderUid;
    this.message = message;
    this.overwrite = overwrite;
  }

  /**
   * A dashboard with the {@code version} that it was read with; one without a {@code uid} is
   * created under a new one.
   *
   * @throws IllegalArgumentException when it is no object
   */
  public static DashboardChange of(Doc dashboard) {
    if (!Objects.requireNonNull(dashboard, "dashboard").isObject()) {
      throw new IllegalArgumentException("a dashboard is an object, not " + dashboard.kind());
    }
    return new DashboardChange(dashboard, "", "", false);
  }

  /** Another content for a dashboard that was read; stays in its folder. */
  public static DashboardChange of(StoredDashboard read, Doc content) {
    return of(content.with("uid", Doc.string(read.uid())).with("version", versionOf(read)))
        .inFolder(read.folderUid());
  }

  private static Doc versionOf(StoredDashboard read) {
    return Doc.number(read.version());
  }

  /** In this folder; in the root unless set. */
  public DashboardChange inFolder(String uid) {
    return new DashboardChange(dashboard, uid, message, overwrite);
  }

  /** With these words in the history of versions. */
  public DashboardChange message(String words) {
    return new DashboardChange(dashboard, folderUid, words, overwrite);
  }

  /** Whatever version is there. */
  public DashboardChange overwriting() {
    return new DashboardChange(dashboard, folderUid, message, true);
  }

  Doc body() {
    // the numeric id belongs to one database; the uid tells which dashboard is meant
    Doc own = dashboard.with("id", Doc.nothing());
    return Doc.object()
        .with("dashboard", own)
        .with("folderUid", Doc.string(folderUid))
        .with("message", Doc.string(message))
        .with("overwrite", Doc.bool(overwrite));
  }
}
