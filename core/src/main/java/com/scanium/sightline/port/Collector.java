package com.scanium.sightline.port;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.network.NetworkTopology;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One collector instance: what its configuration does to series, logs and traces. */
public interface Collector {
  /** The layer whose rules judge it, such as {@code alloy}. */
  String layer();

  /** Its name in reports: the configuration file or folder. */
  String name();

  /**
   * The files it was read from, absolute; none when it was made from text. Core compares them with
   * what containers mount to tell which collector runs.
   */
  List<Path> files();

  /** Repositories of the container images that run such a collector, without tag. */
  Set<String> images();

  /** The scrape configurations, in the order of the files. */
  List<ScrapeJob> scrapeJobs();

  /** The doors through which applications push. */
  List<Receiver> receivers();

  /**
   * What it fetches or makes by itself: log streams, metrics of spans; in the order of the files.
   */
  default List<TelemetrySource> telemetry() {
    return List.of();
  }

  /** What it is told to read and never does, though it starts; in the order of the files. */
  default List<SilentSource> silentSources() {
    return List.of();
  }

  /**
   * The same collector with what follows from where it runs: the containers that it discovers, the
   * names that its release gives.
   *
   * @param network the containers around it
   * @param version the release in use, without a leading {@code v}; null when it is not known
   */
  default Collector within(NetworkTopology network, @Nullable String version) {
    return this;
  }

  /** Every endpoint it writes to, whether anything reaches it or not. */
  List<WriteEndpoint> writes();

  /**
   * The findings that prove that the collector refuses the whole configuration and does nothing;
   * none when it starts, or when that cannot be told.
   *
   * @param version the release in use, without a leading {@code v}; null when it is not known
   */
  List<Finding> refusals(@Nullable String version);

  /** How many components there are that this view was made from. */
  int componentCount();

  /** Components that were seen and not understood, with the reason. */
  List<NotChecked> notChecked();
}
