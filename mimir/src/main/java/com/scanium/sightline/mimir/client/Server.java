package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.HeadStats;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.Page;
import com.scanium.sightline.mimir.model.Readiness;
import com.scanium.sightline.mimir.model.ServiceState;
import com.scanium.sightline.mimir.model.TenantLimits;
import com.scanium.sightline.mimir.model.TenantStats;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.util.List;
import java.util.Map;

/**
 * What a server says about itself. What only one product has is {@link Failure.NotSupported} in the
 * others. Safe for use by several threads; belongs to the client that gave it.
 */
public final class Server {
  private final Conversation conversation;

  Server(Conversation conversation) {
    this.conversation = conversation;
  }

  /** Which program answers. */
  public Answer<BuildInfo> buildInfo() {
    return conversation.ask(ServerCalls.buildInfo());
  }

  /** Whether the server takes requests; one that is still starting is a known "no". */
  public Answer<Readiness> ready() {
    Conversation once = conversation.once();
    Answer<Readiness> mimir = readiness(once.ask(ServerCalls.ready(Base.ROOT, "/ready")));
    boolean absent =
        mimir instanceof Answer.Failed<Readiness> failed
            && (failed.failure().kind() == Failure.Kind.NOT_SUPPORTED
                || failed.failure().kind() == Failure.Kind.PROTOCOL_ERROR);
    return absent ? readiness(once.ask(ServerCalls.ready(Base.URL, "/-/ready"))) : mimir;
  }

  static Answer<Readiness> readiness(Answer<Readiness> answer) {
    if (answer instanceof Answer.Failed<Readiness> failed
        && failed.failure() instanceof Failure.ServerError error
        && error.status() == 503) {
      return Answer.known(new Readiness(false, error.message()));
    }
    return answer;
  }

  /** The parts of the server and their states: Mimir and Cortex. */
  public Answer<List<ServiceState>> services() {
    return conversation.ask(ServicesPage.call());
  }

  /** The limits of the tenant: Mimir with a runtime configuration. */
  public Answer<TenantLimits> userLimits() {
    return conversation.ask(ServerCalls.userLimits());
  }

  /** What the tenant sends and holds: Mimir and Cortex. */
  public Answer<TenantStats> userStats() {
    return conversation.ask(ServerCalls.userStats());
  }

  /** The configuration that is loaded, as YAML: Prometheus. */
  public Answer<String> config() {
    return conversation.ask(ServerCalls.config());
  }

  /** The command line flags by name: Prometheus; an empty map from Mimir. */
  public Answer<Map<String, String>> flags() {
    return conversation.ask(ServerCalls.status("flags"));
  }

  /** Start time, working directory and the like by name: Prometheus. */
  public Answer<Map<String, String>> runtimeInfo() {
    return conversation.ask(ServerCalls.status("runtimeinfo"));
  }

  /** How far the replay of the write-ahead log is: Prometheus. */
  public Answer<Map<String, String>> walReplay() {
    return conversation.ask(ServerCalls.status("walreplay"));
  }

  /** What is in memory: Prometheus. */
  public Answer<HeadStats> headStats() {
    return conversation.ask(ServerCalls.headStats());
  }

  /** The addresses of the Alertmanagers that get alerts: Prometheus. */
  public Answer<List<String>> alertmanagers() {
    return conversation.ask(ServerCalls.alertmanagers());
  }

  /** The names of the scrape configurations: Prometheus since 2.42. */
  public Answer<List<String>> scrapePools() {
    return conversation.ask(ServerCalls.scrapePools());
  }

  /**
   * What the targets that match say about metric families, by name: Prometheus.
   *
   * @param matchTarget a selector over target labels, or an empty text for all
   */
  public Answer<Map<String, List<MetricMetadata>>> targetMetadata(String matchTarget) {
    return conversation.ask(ServerCalls.targetMetadata(matchTarget));
  }

  /**
   * Any page at the root of the server as it is, for instance {@code /runtime_config} with {@code
   * mode=diff}.
   *
   * @param path with a slash in front
   */
  public Answer<Page> page(String path, Form parameters) {
    return conversation.ask(ServerCalls.page(path, parameters));
  }
}
