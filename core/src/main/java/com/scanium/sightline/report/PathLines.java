package com.scanium.sightline.report;

import com.scanium.sightline.finding.PanelVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Spells out on which way the data of panels comes, each way once: {@code `orders_total` <-
 * prometheus.scrape.api (config.alloy:2) -> … <- MIMIR datasource}.
 */
final class PathLines {
  private static final String FROM = " <- ";
  private static final int MOST_METRICS = 3;
  private static final int MOST_WAYS = 8;

  private PathLines() {}

  static List<String> of(List<PanelVerdict> panels) {
    Map<String, Set<String>> ways = new LinkedHashMap<>();
    for (PanelVerdict panel : panels) {
      for (String path : panel.paths()) {
        int at = path.indexOf(FROM);
        if (at > 0) {
          ways.computeIfAbsent(path.substring(at), way -> new TreeSet<>())
              .add(path.substring(0, at));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    ways.forEach((way, metrics) -> lines.add(names(metrics) + way));
    if (lines.size() > MOST_WAYS) {
      int more = lines.size() - MOST_WAYS;
      lines.subList(MOST_WAYS, lines.size()).clear();
      lines.add("and " + more + " more ways (--format json lists all)");
    }
    return lines;
  }

  private static String names(Set<String> metrics) {
    int more = metrics.size() - MOST_METRICS;
    String first = metrics.stream().limit(MOST_METRICS).collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
