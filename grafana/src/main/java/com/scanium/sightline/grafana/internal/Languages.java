package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.port.QueryLanguage;
import java.util.Set;

/** Which language the queries of a data source type are written in. */
public final class Languages {
  private static final Set<String> PROMETHEUS =
      Set.of(
          "prometheus",
          "grafana-amazonprometheus-datasource",
          "grafana-azureprometheus-datasource");

  private Languages() {}

  /** The language of a plugin type; unknown for types that aren't modelled. */
  public static QueryLanguage of(String type) {
    if (PROMETHEUS.contains(type)) {
      return QueryLanguage.PROMQL;
    }
    return switch (type) {
      case "loki" -> QueryLanguage.LOGQL;
      case "tempo" -> QueryLanguage.TRACEQL;
      case "__expr__" -> QueryLanguage.EXPRESSION;
      default -> QueryLanguage.UNKNOWN;
    };
  }
}
