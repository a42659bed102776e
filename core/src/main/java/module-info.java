/** Sightline's vocabulary, inference and reports: everything that is not one product's own. */
module com.scanium.sightline.core {
  requires static transitive org.jspecify;
  requires tools.jackson.core;
  requires org.snakeyaml.engine;

  exports com.scanium.sightline.finding;
  exports com.scanium.sightline.text;
}
