package com.scanium.sightline.alloy.builder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The common components with their arguments by name. Each is a builder; {@link Component#with}
 * takes what has no method of its own, and every other component is an {@link AlloyBlock}.
 */
public final class AlloyComponents {
  private AlloyComponents() {}

  /** {@code prometheus.scrape}. */
  public static Scrape prometheusScrape(String label) {
    return new Scrape(label);
  }

  /** {@code discovery.relabel}. */
  public static Relabel discoveryRelabel(String label) {
    return new Relabel("discovery.relabel", label);
  }

  /** {@code prometheus.relabel}. */
  public static Relabel prometheusRelabel(String label) {
    return new Relabel("prometheus.relabel", label);
  }

  /** {@code loki.relabel}. */
  public static Relabel lokiRelabel(String label) {
    return new Relabel("loki.relabel", label);
  }

  /** {@code prometheus.remote_write}. */
  public static Write prometheusRemoteWrite(String label) {
    return new Write("prometheus.remote_write", label);
  }

  /** {@code loki.write}. */
  public static Write lokiWrite(String label) {
    return new Write("loki.write", label);
  }

  /** {@code loki.source.docker}, which asks the Docker daemon of the host. */
  public static Source lokiSourceDocker(String label) {
    return new Source("loki.source.docker", label)
        .with(block -> block.set("host", "unix:///var/run/docker.sock"));
  }

  /** {@code loki.source.file}. */
  public static Source lokiSourceFile(String label) {
    return new Source("loki.source.file", label);
  }

  /** {@code loki.process}. */
  public static Pipeline lokiProcess(String label) {
    return new Pipeline(label);
  }

  /** {@code otelcol.receiver.otlp}, which listens on gRPC and HTTP at their usual ports. */
  public static Otel otelcolReceiverOtlp(String label) {
    return new Otel("otelcol.receiver.otlp", label)
        .with(block -> block.block("grpc", inner -> inner).block("http", inner -> inner));
  }

  /**
   * {@code otelcol.processor.…}.
   *
   * @param kind what follows the second dot, such as {@code batch}
   */
  public static Otel otelcolProcessor(String kind, String label) {
    return new Otel("otelcol.processor." + kind, label);
  }

  /** {@code otelcol.exporter.otlp}, gRPC. */
  public static Otel otelcolExporterOtlp(String label, String endpoint) {
    return exporter("otelcol.exporter.otlp", label, endpoint);
  }

  /** {@code otelcol.exporter.otlphttp}. */
  public static Otel otelcolExporterOtlphttp(String label, String endpoint) {
    return exporter("otelcol.exporter.otlphttp", label, endpoint);
  }

  private static Otel exporter(String name, String label, String endpoint) {
    return new Otel(name, label)
        .with(block -> block.block("client", client -> client.set("endpoint", endpoint)));
  }

  /** {@code otelcol.exporter.prometheus}. */
  public static Otel otelcolExporterPrometheus(String label, AlloyExpr... receivers) {
    return new Otel("otelcol.exporter.prometheus", label)
        .with(block -> block.set("forward_to", AlloyExpr.array(receivers)));
  }

  /**
   * A component under construction; not safe for use by several threads.
   *
   * @param <T> the component's own type
   */
  public abstract static class Component<T extends Component<T>> {
    private final List<UnaryOperator<AlloyBlock.Builder>> steps = new ArrayList<>();
    private final String name;
    private final String label;

    Component(String name, String label) {
      this.name = name;
      this.label = label;
    }

    abstract T self();

    /** Sets any arguments and adds any blocks. */
    public T with(UnaryOperator<AlloyBlock.Builder> content) {
      steps.add(content);
      return self();
    }

    /** Sets the receivers that it forwards to. */
    public T forwardTo(AlloyExpr... receivers) {
      return with(block -> block.set("forward_to", AlloyExpr.array(receivers)));
    }

    /** The finished block; arguments stand in the order in which they were given. */
    public AlloyBlock build() {
      AlloyBlock.Builder block = AlloyBlock.of(name, label);
      for (UnaryOperator<AlloyBlock.Builder> step : steps) {
        block = step.apply(block);
      }
      return block.build();
    }
  }

  /** A scrape of metrics. */
  public static final class Scrape extends Component<Scrape> {
    private final List<AlloyExpr> targets = new ArrayList<>();

    private Scrape(String label) {
      super("prometheus.scrape", label);
    }

    @Override
    Scrape self() {
      return this;
    }

    /** Adds a target by its {@code host:port}. */
    public Scrape target(String address) {
      return target(address, Map.of());
    }

    /** Adds a target with labels of its own. */
    public Scrape target(String address, Map<String, String> labels) {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("__address__", address);
      all.putAll(labels);
      targets.add(AlloyExpr.labels(all));
      AlloyExpr list = AlloyExpr.array(targets);
      return with(block -> block.set("targets", list));
    }

    /** Takes the targets from an expression, such as another component's export. */
    public Scrape targets(AlloyExpr expression) {
      return with(block -> block.set("targets", expression));
    }

    /** Sets {@code job_name}. */
    public Scrape jobName(String job) {
      return with(block -> block.set("job_name", job));
    }

    /** Sets {@code scrape_interval}. */
    public Scrape interval(Duration interval) {
      return with(block -> block.set("scrape_interval", interval));
    }

    /** Sets {@code scrape_timeout}. */
    public Scrape timeout(Duration timeout) {
      return with(block -> block.set("scrape_timeout", timeout));
    }

    /** Sets {@code metrics_path}. */
    public Scrape metricsPath(String path) {
      return with(block -> block.set("metrics_path", path));
    }
  }

  /** A list of relabel rules. */
  public static final class Relabel extends Component<Relabel> {
    private Relabel(String name, String label) {
      super(name, label);
    }

    @Override
    Relabel self() {
      return this;
    }

    /** Sets the targets that are relabeled; only {@code discovery.relabel} has them. */
    public Relabel targets(AlloyExpr expression) {
      return with(block -> block.set("targets", expression));
    }

    /** Adds a rule. */
    public Relabel rule(UnaryOperator<AlloyBlock.Builder> content) {
      return with(block -> block.block("rule", content));
    }

    /** Adds a rule that copies a label. */
    public Relabel copy(String from, String to) {
      return rule(rule -> rule.set("source_labels", List.of(from)).set("target_label", to));
    }

    /** Adds a rule that keeps what matches. */
    public Relabel keep(String label, String regex) {
      return rule(
          rule ->
              rule.set("source_labels", List.of(label)).set("regex", regex).set("action", "keep"));
    }

    /** Adds a rule that drops what matches. */
    public Relabel drop(String label, String regex) {
      return rule(
          rule ->
              rule.set("source_labels", List.of(label)).set("regex", regex).set("action", "drop"));
    }
  }

  /** A write to one or several endpoints. */
  public static final class Write extends Component<Write> {
    private Write(String name, String label) {
      super(name, label);
    }

    @Override
    Write self() {
      return this;
    }

    /** Adds an endpoint. */
    public Write endpoint(String url) {
      return endpoint(url, endpoint -> endpoint);
    }

    /** Adds an endpoint with further settings. */
    public Write endpoint(String url, UnaryOperator<AlloyBlock.Builder> content) {
      return with(block -> block.block("endpoint", inner -> content.apply(inner.set("url", url))));
    }

    /** Sets the labels that are added where they are missing. */
    public Write externalLabels(Map<String, String> labels) {
      return with(block -> block.set("external_labels", labels));
    }
  }

  /** A source of logs. */
  public static final class Source extends Component<Source> {
    private Source(String name, String label) {
      super(name, label);
    }

    @Override
    Source self() {
      return this;
    }

    /** Sets the targets. */
    public Source targets(AlloyExpr expression) {
      return with(block -> block.set("targets", expression));
    }

    /** Sets labels for all entries; {@code loki.source.file} has none. */
    public Source labels(Map<String, String> labels) {
      return with(block -> block.set("labels", labels));
    }
  }

  /** Stages that logs go through. */
  public static final class Pipeline extends Component<Pipeline> {
    private Pipeline(String label) {
      super("loki.process", label);
    }

    @Override
    Pipeline self() {
      return this;
    }

    /**
     * Adds a stage.
     *
     * @param kind what follows the dot, such as {@code json}
     */
    public Pipeline stage(String kind, UnaryOperator<AlloyBlock.Builder> content) {
      return with(block -> block.block("stage." + kind, content));
    }
  }

  /** A component of OpenTelemetry's. */
  public static final class Otel extends Component<Otel> {
    private Otel(String name, String label) {
      super(name, label);
    }

    @Override
    Otel self() {
      return this;
    }

    /**
     * Sets where signals go.
     *
     * @param consumers by {@code metrics}, {@code logs} or {@code traces}
     */
    public Otel output(Map<String, List<AlloyExpr>> consumers) {
      return with(
          block ->
              block.block(
                  "output",
                  output -> {
                    consumers.forEach(
                        (signal, inputs) -> output.set(signal, AlloyExpr.array(inputs)));
                    return output;
                  }));
    }
  }
}
