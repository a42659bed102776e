/** Sightline's vocabulary, inference and reports: everything that is not one product's own. */
module com.scanium.sightline.core {
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.opentest4j;
  requires static com.github.luben.zstd_jni;
  requires static micrometer.core;
  requires static io.github.resilience4j.micrometer;
  requires re2j;
  requires tools.jackson.core;
  requires org.snakeyaml.engine;
  requires org.slf4j;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires io.github.resilience4j.core;
  requires io.github.resilience4j.ratelimiter;
  requires io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.retry;

  exports com.scanium.sightline.catalog;
  exports com.scanium.sightline.finding;
  exports com.scanium.sightline.fix;
  exports com.scanium.sightline.http;
  exports com.scanium.sightline.inference;
  exports com.scanium.sightline.live;
  exports com.scanium.sightline.logql;
  exports com.scanium.sightline.network;
  exports com.scanium.sightline.pipeline;
  exports com.scanium.sightline.port;
  exports com.scanium.sightline.promql.analysis;
  exports com.scanium.sightline.promql;
  exports com.scanium.sightline.regex;
  exports com.scanium.sightline.report;
  exports com.scanium.sightline.signal;
  exports com.scanium.sightline.testing;
  exports com.scanium.sightline.text;
  exports com.scanium.sightline.traceql;
  exports com.scanium.sightline.validation;

  uses com.scanium.sightline.validation.PipelineSource;
  uses com.scanium.sightline.validation.RuleSet;

  provides com.scanium.sightline.validation.PipelineSource with
      com.scanium.sightline.validation.CoreSource;
  provides com.scanium.sightline.validation.RuleSet with
      com.scanium.sightline.rules.CatalogRules,
      com.scanium.sightline.rules.ComposeRules,
      com.scanium.sightline.rules.ConfigRules,
      com.scanium.sightline.rules.LogQlRules,
      com.scanium.sightline.rules.LokiRules,
      com.scanium.sightline.rules.NetworkRules,
      com.scanium.sightline.rules.PromQlRules,
      com.scanium.sightline.rules.RemoteRules,
      com.scanium.sightline.rules.TraceQlRules,
      com.scanium.sightline.rules.TrafficRules;
}
