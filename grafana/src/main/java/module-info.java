/** Grafana: dashboards, variables, provisioning, and the clients of its data sources. */
module com.scanium.sightline.grafana {
  requires static transitive org.jspecify;
  requires transitive com.scanium.sightline.core;
  requires tools.jackson.core;

  exports com.scanium.sightline.grafana.client;
  exports com.scanium.sightline.grafana.dashboard;
  exports com.scanium.sightline.grafana.loki;
  exports com.scanium.sightline.grafana.provisioning;
  exports com.scanium.sightline.grafana.template;
  exports com.scanium.sightline.grafana.tempo;

  uses com.scanium.sightline.port.StoreOpener;

  provides com.scanium.sightline.validation.PipelineSource with
      com.scanium.sightline.grafana.rules.GrafanaSource;
  provides com.scanium.sightline.validation.RuleSet with
      com.scanium.sightline.grafana.rules.AlertingRules,
      com.scanium.sightline.grafana.rules.GrafanaRules,
      com.scanium.sightline.grafana.rules.TempoRules;
}
