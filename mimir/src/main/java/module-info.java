/** Mimir and all that speak its query interface: the client, and the evidence it gathers. */
module com.scanium.sightline.mimir {
  requires static transitive org.jspecify;
  requires transitive com.scanium.sightline.core;

  exports com.scanium.sightline.mimir.client;
  exports com.scanium.sightline.mimir.config;
  exports com.scanium.sightline.mimir.model;

  provides com.scanium.sightline.port.StoreOpener with
      com.scanium.sightline.mimir.source.MimirOpener;
  provides com.scanium.sightline.validation.PipelineSource with
      com.scanium.sightline.mimir.source.MimirSource;
  provides com.scanium.sightline.validation.RuleSet with
      com.scanium.sightline.mimir.rules.MimirRules;
}
