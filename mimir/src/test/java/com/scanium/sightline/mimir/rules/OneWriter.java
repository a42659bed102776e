package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.SourceLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collector, read from a file, that writes to one address. */
record OneWriter(Path file, String url, Tenant tenant) implements Collector {
  @Override
  public String layer() {
    return "mimir"; // the only rules on this module's path
  }

  @Override
  public String name() {
    return "collector.conf";
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public Set<String> images() {
    return Set.of("example/collector");
  }

  @Override
  public List<ScrapeJob> scrapeJobs() {
    return List.of();
  }

  @Override
  public List<Receiver> receivers() {
    return List.of();
  }

  @Override
  public List<WriteEndpoint> writes() {
    SourceLocation place = SourceLocation.of(URI.create("collector.conf"));
    return List.of(
        WriteEndpoint.of("write", Signal.METRICS, WriteEndpoint.Protocol.REMOTE_WRITE, place)
            .url(Setting.known(url, place))
            .tenant(tenant)
            .build());
  }

  @Override
  public List<Finding> refusals(@Nullable String version) {
    return List.of();
  }

  @Override
  public int componentCount() {
    return 1;
  }

  @Override
  public List<NotChecked> notChecked() {
    return List.of();
  }
}
