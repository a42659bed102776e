package com.scanium.sightline.pipeline;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.LinkQuery;
import com.scanium.sightline.port.LogStore;
import com.scanium.sightline.port.RecordingRules;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.StoreConfig;
import com.scanium.sightline.port.StreamStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parts of one pipeline. Immutable, as far as its parts are. */
public final class Pipeline {
  private final List<MetricCatalog> catalogs;
  private final @Nullable NetworkTopology network;
  private final List<Collector> collectors;
  private final List<Dashboards> dashboards;
  private final List<Datasource> datasources;
  private final List<LinkQuery> links;
  private final List<AlertRules> alertRules;
  private final List<RecordingRules> recordingRules;
  private final List<ConfigCheck> configChecks;
  private final List<ContainerNeeds> containerNeeds;
  private final List<IgnoreSource> ignoreSources;
  private final @Nullable SeriesStore store;
  private final @Nullable String storeDatasource;
  private final @Nullable LogStore logs;
  private final @Nullable String logsDatasource;
  private final Map<String, SeriesStore> datasourceStores;
  private final Map<String, LogStore> datasourceLogs;
  private final Policy policy;
  private final Versions versions;
  private final List<DeclaredProducer> producers;
  private final boolean closedToOthers;
  private final List<Ignore> ignores;
  private final List<SeverityOverride> severities;
  private final List<NetworkTopology> alternatives;

  private Pipeline(Builder builder) {
    this.catalogs = List.copyOf(builder.catalogs);
    this.network = builder.wholeNetwork();
    this.collectors = List.copyOf(builder.collectors);
    this.dashboards = List.copyOf(builder.dashboards);
    this.datasources = builder.datasources.stream().flatMap(part -> part.all().stream()).toList();
    this.links = builder.datasources.stream().flatMap(part -> part.links().stream()).toList();
    this.alertRules = List.copyOf(builder.alertRules);
    this.recordingRules = builder.allRecordingRules();
    this.configChecks = List.copyOf(builder.configChecks);
    this.containerNeeds = builder.containerNeeds();
    this.ignoreSources = builder.ignoreSources();
    this.store = builder.store;
    this.storeDatasource = builder.storeDatasource;
    this.logs = builder.logs;
    this.logsDatasource = builder.logsDatasource;
    this.datasourceStores = Map.copyOf(builder.datasourceStores);
    this.datasourceLogs = Map.copyOf(builder.datasourceLogs);
    this.policy = builder.policy;
    this.versions = builder.versions;
    this.producers = List.copyOf(builder.producers);
    this.closedToOthers = builder.closedToOthers;
    this.ignores = List.copyOf(builder.ignores);
    this.severities = List.copyOf(builder.severities);
    this.alternatives = List.copyOf(builder.alternatives);
  }

  /** The same parts around another network, without those who look at it and without stores. */
  private Pipeline(Pipeline same, NetworkTopology network) {
    this.catalogs = same.catalogs;
    this.network = network;
    this.collectors = same.collectors;
    this.dashboards = List.of();
    this.datasources = same.datasources;
    this.alertRules = List.of();
    this.configChecks = same.configChecks;
    this.containerNeeds = same.containerNeeds;
    this.ignoreSources = same.ignoreSources;
    this.store = null;
    this.storeDatasource = null;
    this.logs = null;
    this.logsDatasource = null;
    this.policy = same.policy;
    this.versions = same.versions;
    this.producers = same.producers;
    this.closedToOthers = same.closedToOthers;
    this.ignores = same.ignores;
    this.severities = same.severities;
    this.links = List.of();
    this.recordingRules = same.recordingRules;
    this.datasourceStores = Map.of();
    this.datasourceLogs = Map.of();
    this.alternatives = List.of();
  }

  /** Starts a pipeline. */
  public static Builder builder() {
    return new Builder();
  }

  /** What the backends can expose. */
  public List<MetricCatalog> catalogs() {
    return catalogs;
  }

  /** Who reaches whom; empty when no network was described, then every name may resolve. */
  public Optional<NetworkTopology> network() {
    return Optional.ofNullable(network);
  }

  /** Stacks that are not in use and might be started instead; see {@link #within}. */
  public List<NetworkTopology> alternatives() {
    return alternatives;
  }

  /**
   * What the pipeline would be if an alternative stack ran: the same files among other containers.
   * Without dashboards, alert rules and stores, which speak of what runs now.
   */
  public Pipeline within(NetworkTopology alternative) {
    return new Pipeline(this, network == null ? alternative : network.replacedBy(alternative));
  }

  /** The collector instances, active and inactive ones alike. */
  public List<Collector> collectors() {
    return collectors;
  }

  /** The dashboards. */
  public List<Dashboards> dashboards() {
    return dashboards;
  }

  /** The data sources of all provisioning together. */
  public Datasources datasources() {
    return new Datasources() {
      @Override
      public List<Datasource> all() {
        return datasources;
      }

      @Override
      public List<LinkQuery> links() {
        return links;
      }
    };
  }

  /** The alert rules. */
  public List<AlertRules> alertRules() {
    return alertRules;
  }

  /** The rules whose results are stored; alert rules that leave series behind are among them. */
  public List<RecordingRules> recordingRules() {
    return recordingRules;
  }

  /** Configuration files that are looked at on their own. */
  public List<ConfigCheck> configChecks() {
    return configChecks;
  }

  /** What the configurations of stores of logs say of the streams that they store. */
  public List<StreamStore> streamStores() {
    return configChecks.stream()
        .filter(StreamStore.class::isInstance)
        .map(StreamStore.class::cast)
        .toList();
  }

  /** The configurations of stores among {@link #configChecks()}. */
  public List<StoreConfig> storeConfigs() {
    return configChecks.stream()
        .filter(StoreConfig.class::isInstance)
        .map(StoreConfig.class::cast)
        .toList();
  }

  /** The parts, besides collectors, that tell what their containers must see of the host. */
  public List<ContainerNeeds> containerNeeds() {
    return containerNeeds;
  }

  /** The parts, besides dashboards and the network, whose files may say what to ignore. */
  public List<IgnoreSource> ignoreSources() {
    return ignoreSources;
  }

  /** The store to ask; empty for a walk over files alone. */
  public Optional<SeriesStore> store() {
    return Optional.ofNullable(store);
  }

  /**
   * The uid of the data source that leads to the store; empty when it is not known, then every
   * query in the store's language is put to it.
   */
  public Optional<String> storeDatasource() {
    return Optional.ofNullable(storeDatasource);
  }

  /** The store of logs to ask; empty when there is none. */
  public Optional<LogStore> logs() {
    return Optional.ofNullable(logs);
  }

  /** The uid of the data source that leads to the store of logs; empty when it is not known. */
  public Optional<String> logsDatasource() {
    return Optional.ofNullable(logsDatasource);
  }

  /** The stores of series behind further data sources, by the uid of the data source. */
  public Map<String, SeriesStore> datasourceStores() {
    return datasourceStores;
  }

  /** The stores of logs behind further data sources, by the uid of the data source. */
  public Map<String, LogStore> datasourceLogs() {
    return datasourceLogs;
  }

  /** The team's conventions. */
  public Policy policy() {
    return policy;
  }

  /** The versions in use, as far as stated. */
  public Versions versions() {
    return versions;
  }

  /** Writers that somebody vouches for. */
  public List<DeclaredProducer> producers() {
    return producers;
  }

  /** Whether somebody vouches that nobody outside these files writes into the store. */
  public boolean isClosedToOthers() {
    return closedToOthers;
  }

  /**
   * Findings that the team does not want to hear about, as said for the pipeline; the remarks in
   * the files of its parts are the parts' own.
   */
  public List<Ignore> ignores() {
    return ignores;
  }

  /** How serious the team takes findings, later ones before earlier ones. */
  public List<SeverityOverride> severities() {
    return severities;
  }

  /** Collects parts; not safe for use by several threads. */
  public static final class Builder {
    private final List<MetricCatalog> catalogs = new ArrayList<>();
    private @Nullable NetworkTopology network;
    private @Nullable NetworkTopology observed;
    private @Nullable NetworkTopology cluster;
    private final Map<String, SeriesStore> datasourceStores = new TreeMap<>();
    private final Map<String, LogStore> datasourceLogs = new TreeMap<>();
    private final List<Collector> collectors = new ArrayList<>();
    private final List<Dashboards> dashboards = new ArrayList<>();
    private final List<Datasources> datasources = new ArrayList<>();
    private final List<AlertRules> alertRules = new ArrayList<>();
    private final List<RecordingRules> recordingRules = new ArrayList<>();
    private final List<ConfigCheck> configChecks = new ArrayList<>();
    private @Nullable SeriesStore store;
    private @Nullable String storeDatasource;
    private @Nullable LogStore logs;
    private @Nullable String logsDatasource;
    private Policy policy = Policy.DEFAULT;
    private Versions versions = Versions.of(Map.of());
    private final List<DeclaredProducer> producers = new ArrayList<>();
    private boolean closedToOthers;
    private final List<Ignore> ignores = new ArrayList<>();
    private final List<SeverityOverride> severities = new ArrayList<>();
    private final List<NetworkTopology> alternatives = new ArrayList<>();

    private Builder() {}

    /** Adds what a backend can expose. */
    public Builder catalog(MetricCatalog catalog) {
      catalogs.add(Objects.requireNonNull(catalog, "catalog"));
      return this;
    }

    /**
     * The network.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder network(NetworkTopology network) {
      if (this.network != null) {
        throw new IllegalStateException("there is a network already; load all its files together");
      }
      this.network = Objects.requireNonNull(network, "network");
      return this;
    }

    /** Adds a stack that is not in use and might be started instead of a part of the network. */
    public Builder alternative(NetworkTopology stack) {
      alternatives.add(Objects.requireNonNull(stack, "stack"));
      return this;
    }

    /**
     * What was seen running; corrects {@link #network} where both speak of one service, and stands
     * alone where there is none.
     *
     * @throws IllegalStateException when it was given already
     */
    public Builder observedNetwork(NetworkTopology running) {
      if (this.observed != null) {
        throw new IllegalStateException(
            "containers were observed already; read all output together");
      }
      this.observed = Objects.requireNonNull(running, "running");
      return this;
    }

    /**
     * The network of a Kubernetes cluster, beside the one of {@link #network}.
     *
     * @throws IllegalStateException when it was given already
     */
    public Builder clusterNetwork(NetworkTopology cluster) {
      if (this.cluster != null) {
        throw new IllegalStateException(
            "there is a cluster already; read all its manifests together");
      }
      this.cluster = Objects.requireNonNull(cluster, "cluster");
      return this;
    }

    private @Nullable NetworkTopology wholeNetwork() {
      NetworkTopology whole = network;
      if (observed != null) {
        whole = whole == null ? observed : whole.observed(observed);
      }
      if (cluster != null) {
        whole = whole == null ? cluster : whole.plus(cluster);
      }
      return whole;
    }

    private List<ContainerNeeds> containerNeeds() {
      return Stream.of(datasources, configChecks)
          .flatMap(List::stream)
          .filter(ContainerNeeds.class::isInstance)
          .map(ContainerNeeds.class::cast)
          .toList();
    }

    private List<IgnoreSource> ignoreSources() {
      Set<IgnoreSource> sources = Collections.newSetFromMap(new IdentityHashMap<>());
      return Stream.of(collectors, datasources, alertRules, configChecks)
          .flatMap(List::stream)
          .filter(IgnoreSource.class::isInstance)
          .map(IgnoreSource.class::cast)
          .filter(sources::add)
          .toList();
    }

    /** Adds a collector instance. */
    public Builder collector(Collector collector) {
      collectors.add(Objects.requireNonNull(collector, "collector"));
      return this;
    }

    /** Adds dashboards. */
    public Builder dashboards(Dashboards more) {
      dashboards.add(Objects.requireNonNull(more, "more"));
      return this;
    }

    /**
     * Replaces the dashboards by what a link shows of them.
     *
     * @param now what relative times count from
     */
    public Builder opened(String link, Instant now) {
      dashboards.replaceAll(it -> it.opened(link, now));
      return this;
    }

    /** How many dashboards there are. */
    public int dashboardCount() {
      return dashboards.stream().mapToInt(Dashboards::count).sum();
    }

    /** Adds data sources. */
    public Builder datasources(Datasources more) {
      datasources.add(Objects.requireNonNull(more, "more"));
      return this;
    }

    /** Adds alert rules. */
    public Builder alertRules(AlertRules more) {
      alertRules.add(Objects.requireNonNull(more, "more"));
      return this;
    }

    /**
     * Adds rules whose results are stored. Alert rules that are such rules too need not be added
     * twice.
     */
    public Builder recordingRules(RecordingRules more) {
      recordingRules.add(Objects.requireNonNull(more, "more"));
      return this;
    }

    private List<RecordingRules> allRecordingRules() {
      Set<RecordingRules> all = Collections.newSetFromMap(new IdentityHashMap<>());
      return Stream.of(recordingRules, alertRules)
          .flatMap(List::stream)
          .filter(RecordingRules.class::isInstance)
          .map(RecordingRules.class::cast)
          .filter(all::add)
          .toList();
    }

    /** Adds a configuration file that is looked at on its own. */
    public Builder configCheck(ConfigCheck check) {
      configChecks.add(Objects.requireNonNull(check, "check"));
      return this;
    }

    /**
     * The store to ask.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder store(SeriesStore store) {
      if (this.store != null) {
        throw new IllegalStateException("there is a store already: " + this.store.address());
      }
      this.store = Objects.requireNonNull(store, "store");
      return this;
    }

    /** The uid of the data source that leads to the store; queries of others are not put to it. */
    public Builder storeDatasource(String uid) {
      this.storeDatasource = Objects.requireNonNull(uid, "uid");
      return this;
    }

    /**
     * The store of logs to ask.
     *
     * @throws IllegalStateException when there is one already
     */
    public Builder logs(LogStore logs) {
      if (this.logs != null) {
        throw new IllegalStateException("there is a store of logs already: " + this.logs.address());
      }
      this.logs = Objects.requireNonNull(logs, "logs");
      return this;
    }

    /** The uid of the data source that leads to the store of logs. */
    public Builder logsDatasource(String uid) {
      this.logsDatasource = Objects.requireNonNull(uid, "uid");
      return this;
    }

    /** A store that only the queries of this data source are put to. */
    public Builder datasourceStore(String uid, SeriesStore store) {
      datasourceStores.put(uid, Objects.requireNonNull(store, "store"));
      return this;
    }

    /** A store of logs that only the queries of this data source are put to. */
    public Builder datasourceLogs(String uid, LogStore logs) {
      datasourceLogs.put(uid, Objects.requireNonNull(logs, "logs"));
      return this;
    }

    /** The team's conventions. */
    public Builder policy(Policy policy) {
      this.policy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /** The versions in use. */
    public Builder versions(Versions versions) {
      this.versions = Objects.requireNonNull(versions, "versions");
      return this;
    }

    /** Adds a writer that somebody vouches for. */
    public Builder producer(DeclaredProducer producer) {
      producers.add(Objects.requireNonNull(producer, "producer"));
      return this;
    }

    /** Says that nobody outside these files writes into the store. */
    public Builder closedToOthers(boolean closed) {
      this.closedToOthers = closed;
      return this;
    }

    /** Adds a finding that the team does not want to hear about. */
    public Builder ignore(Ignore ignore) {
      ignores.add(Objects.requireNonNull(ignore, "ignore"));
      return this;
    }

    /** Adds how serious some findings are taken; of several for one finding the last counts. */
    public Builder severity(SeverityOverride override) {
      severities.add(Objects.requireNonNull(override, "override"));
      return this;
    }

    /** The pipeline. */
    public Pipeline build() {
      return new Pipeline(this);
    }
  }
}
