/** Grafana Alloy: its configuration language, and what a configuration does to series. */
module com.scanium.sightline.alloy {
  requires static transitive org.jspecify;
  requires transitive com.scanium.sightline.core;

  exports com.scanium.sightline.alloy;
  exports com.scanium.sightline.alloy.builder;
  exports com.scanium.sightline.alloy.check;
  exports com.scanium.sightline.alloy.component;
  exports com.scanium.sightline.alloy.eval;
  exports com.scanium.sightline.alloy.graph;
  exports com.scanium.sightline.alloy.rules;
  exports com.scanium.sightline.alloy.syntax;

  provides com.scanium.sightline.validation.PipelineSource with
      com.scanium.sightline.alloy.AlloySource;
  provides com.scanium.sightline.validation.RuleSet with
      com.scanium.sightline.alloy.rules.ConfigurationRules,
      com.scanium.sightline.alloy.rules.ContainerLogRules,
      com.scanium.sightline.alloy.rules.PathRules;
}
