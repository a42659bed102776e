package com.scanium.sightline.testing;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.SourceLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One collector that scrapes the catalog's backend and writes with an external label. */
public record OneJob() implements Collector {
  private static final SourceLocation PLACE = SourceLocation.of(URI.create("config.alloy"));

  @Override
  public String layer() {
    return "test";
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public List<Path> files() {
    return List.of();
  }

  @Override
  public Set<String> images() {
    return Set.of();
  }

  @Override
  public List<ScrapeJob> scrapeJobs() {
    ScrapeTarget target =
        ScrapeTarget.at(PLACE)
            .address(Setting.known("backend:8080", PLACE))
            .label("job", Setting.known("api", PLACE))
            .build();
    return List.of(
        ScrapeJob.of("scrape.api", PLACE)
            .targets(List.of(target))
            .paths(List.of(DeliveryPath.to(writes().get(0), List.of())))
            .build());
  }

  @Override
  public List<Receiver> receivers() {
    return List.of();
  }

  @Override
  public List<WriteEndpoint> writes() {
    return List.of(
        WriteEndpoint.of(
                "write.default", Signal.METRICS, WriteEndpoint.Protocol.REMOTE_WRITE, PLACE)
            .externalLabel("env", Setting.known("dev", PLACE))
            .build());
  }

  @Override
  public List<Finding> refusals(@Nullable String version) {
    return List.of();
  }

  @Override
  public int componentCount() {
    return 2;
  }

  @Override
  public List<NotChecked> notChecked() {
    return List.of();
  }
}
