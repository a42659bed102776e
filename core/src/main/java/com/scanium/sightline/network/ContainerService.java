package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One service of a Compose project, or one inspected container: what it runs, where it is, what it
 * sees. Immutable.
 */
public final class ContainerService {
  private final String project;
  private final String name;
  private final SourceLocation location;
  private final boolean active;
  private final boolean environmentComplete;
  private final @Nullable LocatedText image;
  private final @Nullable LocatedText containerName;
  private final @Nullable LocatedText hostname;
  private final @Nullable LocatedText networkMode;
  private final @Nullable LocatedText shortId;
  private final @Nullable Healthcheck healthcheck;
  private final @Nullable ContainerState state;
  private final @Nullable PodTemplate pod;
  private final @Nullable ServiceOptions options;
  private final List<NetworkAttachment> networks;
  private final List<PortMapping> ports;
  private final List<LocatedText> expose;
  private final List<LocatedText> entrypoint;
  private final List<LocatedText> command;
  private final List<Mount> mounts;
  private final List<Upstream> upstreams;
  private final List<LocatedText> profiles;
  private final List<LocatedText> dependsOn;
  private final List<LocatedText> links;
  private final Map<String, LocatedText> extraHosts;
  private final Map<String, LocatedText> environment;
  private final Map<String, LocatedText> labels;

  private ContainerService(Builder builder) {
    this.project = builder.project;
    this.name = builder.name;
    this.location = builder.location;
    this.active = builder.active;
    this.environmentComplete = builder.environmentComplete;
    this.image = builder.image;
    this.containerName = builder.containerName;
    this.hostname = builder.hostname;
    this.networkMode = builder.networkMode;
    this.shortId = builder.shortId;
    this.healthcheck = builder.healthcheck;
    this.state = builder.state;
    this.pod = builder.pod;
    this.options = builder.options;
    this.networks = List.copyOf(builder.networks);
    this.ports = List.copyOf(builder.ports);
    this.expose = List.copyOf(builder.expose);
    this.entrypoint = List.copyOf(builder.entrypoint);
    this.command = List.copyOf(builder.command);
    this.mounts = List.copyOf(builder.mounts);
    this.upstreams = List.copyOf(builder.upstreams);
    this.profiles = List.copyOf(builder.profiles);
    this.dependsOn = List.copyOf(builder.dependsOn);
    this.links = List.copyOf(builder.links);
    this.extraHosts = copy(builder.extraHosts);
    this.environment = copy(builder.environment);
    this.labels = copy(builder.labels);
  }

  private static Map<String, LocatedText> copy(Map<String, LocatedText> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Starts a service.
   *
   * @param project the Compose project; empty for a container outside of any
   * @param name the service's name; the container's name outside of a project
   * @param location where the service is defined
   */
  public static Builder builder(String project, String name, SourceLocation location) {
    return new Builder(project, name, location);
  }

  /** A builder that starts from this service. */
  public Builder toBuilder() {
    Builder builder = new Builder(project, name, location);
    builder.active = active;
    builder.environmentComplete = environmentComplete;
    builder.image = image;
    builder.containerName = containerName;
    builder.hostname = hostname;
    builder.networkMode = networkMode;
    builder.shortId = shortId;
    builder.healthcheck = healthcheck;
    builder.state = state;
    builder.pod = pod;
    builder.options = options;
    builder.networks.addAll(networks);
    builder.ports.addAll(ports);
    builder.expose.addAll(expose);
    builder.entrypoint.addAll(entrypoint);
    builder.command.addAll(command);
    builder.mounts.addAll(mounts);
    builder.upstreams.addAll(upstreams);
    builder.profiles.addAll(profiles);
    builder.dependsOn.addAll(dependsOn);
    builder.links.addAll(links);
    builder.extraHosts.putAll(extraHosts);
    builder.environment.putAll(environment);
    builder.labels.putAll(labels);
    return builder;
  }

  /**
   * This service as it was seen running; mounts, whose paths only the files tell, and everything
   * that was not printed as the files say.
   */
  ContainerService observed(ContainerService running) {
    Builder builder = toBuilder();
    builder.active = running.active;
    builder.state = running.state;
    builder.image = running.image == null ? image : running.image;
    builder.containerName = running.containerName == null ? containerName : running.containerName;
    builder.shortId = running.shortId;
    boolean isPlaced = !running.networks.isEmpty() || running.networkMode != null;
    if (isPlaced) {
      builder.hostname = running.hostname;
      builder.networkMode = running.networkMode == null ? networkMode : running.networkMode;
      builder.networks.clear();
      builder.networks.addAll(running.networks);
    }
    if (!running.ports.isEmpty()) {
      builder.ports.clear();
      builder.ports.addAll(running.ports);
    }
    if (!running.command.isEmpty() || !running.entrypoint.isEmpty()) {
      builder.command.clear();
      builder.command.addAll(running.command);
      builder.entrypoint.clear();
      builder.entrypoint.addAll(running.entrypoint);
    }
    builder.environment.putAll(running.environment);
    builder.environmentComplete = environmentComplete || !running.environment.isEmpty();
    return builder.build();
  }

  /** The Compose project, or the Kubernetes namespace; empty for a container outside of any. */
  public String project() {
    return project;
  }

  /** The service's name within its project. */
  public String name() {
    return name;
  }

  /** Where the service is defined (its key). */
  public SourceLocation location() {
    return location;
  }

  /** Whether it runs: it has no profile, or one that is active, and was not seen stopped. */
  public boolean isActive() {
    return active;
  }

  /** The image with its tag as written; empty when the service is only built. */
  public Optional<LocatedText> image() {
    return Optional.ofNullable(image);
  }

  /** The container's name where it is set; see {@link #containerNames} for the effective ones. */
  public Optional<LocatedText> containerName() {
    return Optional.ofNullable(containerName);
  }

  /**
   * The names that the container has: the one that is set, else Compose's own {@code
   * project-service-1}.
   */
  public List<String> containerNames() {
    if (containerName != null) {
      return List.of(containerName.text());
    }
    return project.isEmpty() ? List.of(name) : List.of(project + "-" + name + "-1");
  }

  /** The host name where it is set. */
  public Optional<LocatedText> hostname() {
    return Optional.ofNullable(hostname);
  }

  /** {@code network_mode} as written: {@code host}, {@code none}, {@code service:x}, …. */
  public Optional<LocatedText> networkMode() {
    return Optional.ofNullable(networkMode);
  }

  /** The first twelve digits of the container's id; only known from inspection. */
  public Optional<LocatedText> shortId() {
    return Optional.ofNullable(shortId);
  }

  /** The networks it is on; none in the modes {@code host}, {@code none}, {@code service:…}. */
  public List<NetworkAttachment> networks() {
    return networks;
  }

  /** Ports that are published on the host. */
  public List<PortMapping> ports() {
    return ports;
  }

  /** Ports that are declared as exposed; documentation only, they open nothing. */
  public List<LocatedText> expose() {
    return expose;
  }

  /** The words of the entry point; none when the image's own is used. */
  public List<LocatedText> entrypoint() {
    return entrypoint;
  }

  /** The words of the command; none when the image's own is used. */
  public List<LocatedText> command() {
    return command;
  }

  /** Entry point and command, one after the other. */
  public List<LocatedText> arguments() {
    return Stream.concat(entrypoint.stream(), command.stream()).toList();
  }

  /** Everything that is mounted, configs and secrets included. */
  public List<Mount> mounts() {
    return mounts;
  }

  /** Where it sends requests, when it is a reverse proxy or tunnel whose configuration was read. */
  public List<Upstream> upstreams() {
    return upstreams;
  }

  /** The mount that decides what a path inside the container shows: the longest target wins. */
  public Optional<Mount> mountAt(String containerPath) {
    Mount best = null;
    for (Mount mount : mounts) {
      boolean longer = best == null || mount.target().length() >= best.target().length();
      if (mount.covers(containerPath) && longer) {
        best = mount;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The health check, unless the image's own is used. */
  public Optional<Healthcheck> healthcheck() {
    return Optional.ofNullable(healthcheck);
  }

  /** How the container was when it was inspected; empty when nobody looked. */
  public Optional<ContainerState> state() {
    return Optional.ofNullable(state);
  }

  /** The Kubernetes workload that it belongs to; empty for a container of Docker. */
  public Optional<PodTemplate> pod() {
    return Optional.ofNullable(pod);
  }

  /** The profiles it belongs to. */
  public List<LocatedText> profiles() {
    return profiles;
  }

  /** Services of the same project that must start first. */
  public List<LocatedText> dependsOn() {
    return dependsOn;
  }

  /** {@code links} as written: {@code service} or {@code service:alias}. */
  public List<LocatedText> links() {
    return links;
  }

  /** {@code extra_hosts}: host name to address. */
  public Map<String, LocatedText> extraHosts() {
    return extraHosts;
  }

  /**
   * Environment variables from {@code env_file} and {@code environment}, in this order of weight; a
   * value that comes from the machine's own environment is not known.
   */
  public Map<String, LocatedText> environment() {
    return environment;
  }

  /** The value of one environment variable; empty when it isn't set in the files. */
  public Optional<LocatedText> environment(String variable) {
    return Optional.ofNullable(environment.get(variable));
  }

  /** Whether every {@code env_file} could be read; otherwise there may be further variables. */
  public boolean isEnvironmentComplete() {
    return environmentComplete;
  }

  /** The container's labels. */
  public Map<String, LocatedText> labels() {
    return labels;
  }

  /** The value of one label; empty when it isn't set. */
  public Optional<LocatedText> label(String label) {
    return Optional.ofNullable(labels.get(label));
  }

  /**
   * A single value that has no accessor of its own, for instance {@code option("logging",
   * "driver")} or {@code option("user")}.
   *
   * @return empty when it is not set, or is no single value
   */
  public Optional<LocatedText> option(String... path) {
    return options == null ? Optional.empty() : options.get(List.of(path));
  }

  /** {@code project/name}. */
  @Override
  public String toString() {
    return project.isEmpty() ? name : project + "/" + name;
  }

  /** Looks up a value by its path in the service's definition. */
  @FunctionalInterface
  interface ServiceOptions {
    Optional<LocatedText> get(List<String> path);
  }

  /** Collects the parts of a service; not safe for use by several threads. */
  public static final class Builder {
    private final String project;
    private final String name;
    private final SourceLocation location;
    private boolean active = true;
    private boolean environmentComplete = true;
    private @Nullable LocatedText image;
    private @Nullable LocatedText containerName;
    private @Nullable LocatedText hostname;
    private @Nullable LocatedText networkMode;
    private @Nullable LocatedText shortId;
    private @Nullable Healthcheck healthcheck;
    private @Nullable ContainerState state;
    private @Nullable PodTemplate pod;
    private @Nullable ServiceOptions options;
    private final List<NetworkAttachment> networks = new ArrayList<>();
    private final List<PortMapping> ports = new ArrayList<>();
    private final List<LocatedText> expose = new ArrayList<>();
    private final List<LocatedText> entrypoint = new ArrayList<>();
    private final List<LocatedText> command = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Upstream> upstreams = new ArrayList<>();
    private final List<LocatedText> profiles = new ArrayList<>();
    private final List<LocatedText> dependsOn = new ArrayList<>();
    private final List<LocatedText> links = new ArrayList<>();
    private final Map<String, LocatedText> extraHosts = new LinkedHashMap<>();
    private final Map<String, LocatedText> environment = new LinkedHashMap<>();
    private final Map<String, LocatedText> labels = new LinkedHashMap<>();

    private Builder(String project, String name, SourceLocation location) {
      this.project = Objects.requireNonNull(project, "project");
      this.name = Objects.requireNonNull(name, "name");
      this.location = Objects.requireNonNull(location, "location");
    }

    /** It doesn't run: none of its profiles is active, or it was seen stopped. */
    public Builder inactive() {
      this.active = false;
      return this;
    }

    /** Further variables may exist, from a file that could not be read. */
    public Builder environmentIncomplete() {
      this.environmentComplete = false;
      return this;
    }

    /** The image. */
    public Builder image(LocatedText value) {
      this.image = value;
      return this;
    }

    /** The container's name. */
    public Builder containerName(LocatedText value) {
      this.containerName = value;
      return this;
    }

    /** The host name. */
    public Builder hostname(LocatedText value) {
      this.hostname = value;
      return this;
    }

    /** The network mode. */
    public Builder networkMode(LocatedText value) {
      this.networkMode = value;
      return this;
    }

    /** The first twelve digits of the container's id. */
    public Builder shortId(LocatedText value) {
      this.shortId = value;
      return this;
    }

    /** The health check. */
    public Builder healthcheck(Healthcheck value) {
      this.healthcheck = value;
      return this;
    }

    /** How it was when it was inspected. */
    public Builder state(ContainerState value) {
      this.state = value;
      return this;
    }

    /** The Kubernetes workload that it belongs to. */
    public Builder pod(PodTemplate value) {
      this.pod = value;
      return this;
    }

    Builder options(ServiceOptions value) {
      this.options = value;
      return this;
    }

    /** Adds a network. */
    public Builder network(NetworkAttachment value) {
      networks.add(value);
      return this;
    }

    /** Adds a published port. */
    public Builder port(PortMapping value) {
      ports.add(value);
      return this;
    }

    /** Adds an exposed port. */
    public Builder expose(LocatedText value) {
      expose.add(value);
      return this;
    }

    /** Adds words to the entry point. */
    public Builder entrypoint(List<LocatedText> words) {
      entrypoint.addAll(words);
      return this;
    }

    /** Adds words to the command. */
    public Builder command(List<LocatedText> words) {
      command.addAll(words);
      return this;
    }

    /** Adds a mount. */
    public Builder mount(Mount value) {
      mounts.add(value);
      return this;
    }

    /** Adds where it sends requests. */
    public Builder upstreams(List<Upstream> values) {
      upstreams.addAll(values);
      return this;
    }

    /** Adds a profile. */
    public Builder profile(LocatedText value) {
      profiles.add(value);
      return this;
    }

    /** Adds a service that must start first. */
    public Builder dependsOn(LocatedText value) {
      dependsOn.add(value);
      return this;
    }

    /** Adds a link. */
    public Builder link(LocatedText value) {
      links.add(value);
      return this;
    }

    /** Adds a line of the hosts file. */
    public Builder extraHost(String host, LocatedText address) {
      extraHosts.put(host, address);
      return this;
    }

    /** Sets a variable. */
    public Builder environment(String variable, LocatedText value) {
      environment.put(variable, value);
      return this;
    }

    /** Sets a label. */
    public Builder label(String label, LocatedText value) {
      labels.put(label, value);
      return this;
    }

    /** The service. */
    public ContainerService build() {
      return new ContainerService(this);
    }
  }
}
