package com.scanium.sightline.validation;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.DeclaredProducer;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.pipeline.Versions;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.LogStore;
import com.scanium.sightline.port.RecordingRules;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The front door: takes the parts of a pipeline, follows the signal path through them, and reports
 * why panels are empty.
 *
 * <p>With files alone the walk is static: abstract interpretation, no socket is opened. With a
 * store it is live as well: each stage is measured and held against what the files predict.
 *
 * <p>A validator may be used by one thread at a time; its reports may be shared. It closes what
 * {@link #fromFile} opened, never what was handed in.
 */
public final class PipelineValidator implements AutoCloseable {
  private final Pipeline pipeline;
  private final List<RuleSet> ruleSets;
  private final List<Finding> given;
  private final List<NotChecked> notChecked;
  private final List<AutoCloseable> owned;
  private final Clock clock;
  private final @Nullable Baseline baseline;

  private PipelineValidator(Builder builder) {
    builder.open();
    this.pipeline = builder.parts.build();
    this.ruleSets = RuleSets.load(builder.ruleSets, pipeline);
    this.given = List.copyOf(builder.findings);
    this.notChecked = List.copyOf(builder.notChecked);
    this.owned = List.copyOf(builder.owned);
    this.clock = builder.clock;
    this.baseline = builder.baseline;
  }

  /** Starts a validator without parts. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A validator for the files that {@code sightline.yaml} names; it opens no socket.
   *
   * @throws ConfigurationException when that file is missing or wrong
   */
  public static PipelineValidator fromFile(Path sightlineYaml) {
    return fromFile(sightlineYaml, Walk.STATIC);
  }

  /**
   * A validator for what {@code sightline.yaml} names.
   *
   * @throws ConfigurationException when that file is missing or wrong, or when a live walk is asked
   *     for and it names no store
   */
  public static PipelineValidator fromFile(Path sightlineYaml, Walk walk) {
    return ConfigurationFile.read(
            sightlineYaml, walk, name -> Optional.ofNullable(System.getenv(name)))
        .build();
  }

  /**
   * The same with further keys, as if they stood in that file; where both have one, these count.
   *
   * @param more in the notation of {@code sightline.yaml}
   */
  public static PipelineValidator fromFile(Path sightlineYaml, SourceText more, Walk walk) {
    return ConfigurationFile.read(
            sightlineYaml, more, walk, name -> Optional.ofNullable(System.getenv(name)))
        .build();
  }

  /**
   * A validator for what a text in the notation of {@code sightline.yaml} names.
   *
   * @param base the folder that its paths are relative to
   * @throws ConfigurationException when it is wrong
   */
  public static PipelineValidator fromText(SourceText text, Path base, Walk walk) {
    return ConfigurationFile.read(
            List.of(text), base, walk, name -> Optional.ofNullable(System.getenv(name)))
        .build();
  }

  /** The parts that this validator looks at. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /**
   * Walks the path and reports.
   *
   * <p>Problems of the world are findings, never exceptions. May be called again; a live walk then
   * measures anew.
   */
  public PipelineReport validate() {
    return new Validation(pipeline, ruleSets, given, notChecked, clock, baseline).run();
  }

  /** Closes what {@link #fromFile} opened. */
  @Override
  public void close() {
    for (AutoCloseable part : owned) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + part, e);
      }
    }
  }

  /** Collects the parts; not safe for use by several threads. */
  public static final class Builder {
    private final Pipeline.Builder parts = Pipeline.builder();
    private final List<RuleSet> ruleSets = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<NotChecked> notChecked = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private @Nullable Baseline baseline;
    private @Nullable String link;

    private Builder() {}

    private void open() {
      if (link == null) {
        return;
      }
      int before = parts.dashboardCount();
      parts.opened(link, clock.instant());
      if (parts.dashboardCount() == 0) {
        throw new ConfigurationException(
            "none of the "
                + before
                + " dashboards is the one that the link shows: "
                + SecretMask.mask(link));
      }
    }

    /** Adds what a backend can expose. */
    public Builder catalog(MetricCatalog catalog) {
      parts.catalog(catalog);
      return this;
    }

    /**
     * The network.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder network(NetworkTopology network) {
      parts.network(network);
      return this;
    }

    /**
     * Adds a stack that is not in use and might be started instead of a part of the network. What
     * is wrong in it is reported with the scope {@code inactive}, and empties no panel.
     */
    public Builder alternativeNetwork(NetworkTopology stack) {
      parts.alternative(stack);
      return this;
    }

    /**
     * What was seen running, as {@code docker inspect} tells; corrects the network that the files
     * describe.
     *
     * @throws IllegalStateException when it was given already
     */
    public Builder observedNetwork(NetworkTopology running) {
      parts.observedNetwork(running);
      return this;
    }

    /**
     * The network of a Kubernetes cluster, beside the one of {@link #network}.
     *
     * @throws IllegalStateException when it was given already
     */
    public Builder clusterNetwork(NetworkTopology cluster) {
      parts.clusterNetwork(cluster);
      return this;
    }

    /** Adds a collector instance. */
    public Builder collector(Collector collector) {
      parts.collector(collector);
      return this;
    }

    /** Adds dashboards. */
    public Builder dashboards(Dashboards dashboards) {
      parts.dashboards(dashboards);
      return this;
    }

    /** Adds data sources and alert rules; short for the two calls. */
    public <P extends Datasources & AlertRules> Builder provisioning(P provisioning) {
      return datasources(provisioning).alertRules(provisioning);
    }

    /** Adds data sources. */
    public Builder datasources(Datasources datasources) {
      parts.datasources(datasources);
      return this;
    }

    /**
     * Adds rules whose results are stored; alert rules that are such rules too come by themselves.
     */
    public Builder recordingRules(RecordingRules rules) {
      parts.recordingRules(rules);
      return this;
    }

    /** Adds alert rules. */
    public Builder alertRules(AlertRules rules) {
      parts.alertRules(rules);
      return this;
    }

    /**
     * Looks at one dashboard only, as a link shows it: with its values of variables, its time range
     * and its panel.
     *
     * @param url the address as a browser shows it
     */
    public Builder link(String url) {
      this.link = Objects.requireNonNull(url, "url");
      return this;
    }

    /** Adds a configuration file that is looked at on its own. */
    public Builder configCheck(ConfigCheck check) {
      parts.configCheck(check);
      return this;
    }

    /**
     * The store to ask; the walk is then live.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder store(SeriesStore store) {
      parts.store(store);
      return this;
    }

    /** The uid of the data source that leads to the store; queries of others are not put to it. */
    public Builder storeDatasource(String uid) {
      parts.storeDatasource(uid);
      return this;
    }

    /**
     * The store of logs that a live walk asks.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder logs(LogStore logs) {
      parts.logs(logs);
      return this;
    }

    /** The uid of the data source that leads to the store of logs. */
    public Builder logsDatasource(String uid) {
      parts.logsDatasource(uid);
      return this;
    }

    /** A store that only the queries of this data source are put to. */
    public Builder datasourceStore(String uid, SeriesStore store) {
      parts.datasourceStore(uid, store);
      return this;
    }

    /** A store of logs that only the queries of this data source are put to. */
    public Builder datasourceLogs(String uid, LogStore logs) {
      parts.datasourceLogs(uid, logs);
      return this;
    }

    /** The team's conventions; {@link Policy#DEFAULT} unless set. */
    public Builder policy(Policy policy) {
      parts.policy(policy);
      return this;
    }

    /** The versions in use; unknown unless set. */
    public Builder versions(Versions versions) {
      parts.versions(versions);
      return this;
    }

    /** Adds a writer that somebody vouches for. */
    public Builder producer(DeclaredProducer producer) {
      parts.producer(producer);
      return this;
    }

    /** Says that nobody outside these parts writes into the store. */
    public Builder closedToOthers(boolean closed) {
      parts.closedToOthers(closed);
      return this;
    }

    /** Adds findings that the team does not want to hear about. */
    public Builder ignore(Ignore ignore) {
      parts.ignore(ignore);
      return this;
    }

    /** Adds how serious some findings are taken; of several for one finding the last counts. */
    public Builder severity(SeverityOverride override) {
      parts.severity(override);
      return this;
    }

    /**
     * The problems that are known already; only others are reported. Without one, all are.
     *
     * @param baseline from {@link Baseline#read(java.nio.file.Path)} or an earlier report
     */
    public Builder baseline(Baseline baseline) {
      this.baseline = Objects.requireNonNull(baseline, "baseline");
      return this;
    }

    /** Adds rules beside those that {@link java.util.ServiceLoader} finds. */
    public Builder rules(RuleSet rules) {
      ruleSets.add(Objects.requireNonNull(rules, "rules"));
      return this;
    }

    /** Adds a finding that was made while the parts were read. */
    public Builder finding(Finding finding) {
      findings.add(Objects.requireNonNull(finding, "finding"));
      return this;
    }

    /** Adds something that was seen and not looked at. */
    public Builder notChecked(NotChecked item) {
      notChecked.add(Objects.requireNonNull(item, "item"));
      return this;
    }

    /** Hands over something that the validator closes when it is closed itself. */
    public Builder owned(AutoCloseable part) {
      owned.add(Objects.requireNonNull(part, "part"));
      return this;
    }

    /** The clock that live walks and the last days of ignores go by; the system's unless set. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * The validator.
     *
     * @throws ConfigurationException when no dashboard is the one that the link shows
     * @throws IllegalStateException when a part was given whose layer has no rules on the path (the
     *     module is missing), or when two rules have the same id
     */
    public PipelineValidator build() {
      return new PipelineValidator(this);
    }
  }
}
