package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.SourceLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collector that scrapes backends, one for each job, at a given interval. */
record OneCollector(Duration interval, List<String> jobs) implements Collector {
  private static final SourceLocation PLACE = SourceLocation.of(URI.create("collector.conf"));

  @Override
  public String layer() {
    return "grafana";
  }

  @Override
  public String name() {
    return "collector.conf";
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
    List<ScrapeJob> made = new ArrayList<>();
    for (String job : jobs) {
      ScrapeTarget target =
          ScrapeTarget.at(PLACE)
              .address(Setting.known(job + ":8080", PLACE))
              .label("job", Setting.known(job, PLACE))
              .build();
      made.add(
          ScrapeJob.of(job, PLACE)
              .targets(List.of(target))
              .interval(Setting.known(interval, PLACE))
              .paths(List.of(DeliveryPath.intoUnknown("the store", List.of())))
              .build());
    }
    return made;
  }

  @Override
  public List<Receiver> receivers() {
    return List.of();
  }

  @Override
  public List<WriteEndpoint> writes() {
    return List.of();
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
