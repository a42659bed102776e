package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Payload;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.BuildInfo.Product;
import com.scanium.sightline.mimir.model.RuleGroupConfig;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The rule groups that a ruler of Mimir or Cortex keeps for a tenant: list, get, set, delete. How
 * rules fare is told by {@link MimirClient#rules()}.
 *
 * <p>Changes take effect with the ruler's next look at its store, up to a minute later. Prometheus
 * reads its rules from files: {@link Failure.NotSupported}. Safe for use by several threads;
 * belongs to the client that gave it.
 */
public final class Ruler {
  private static final String MIMIR = "/config/v1/rules";
  private static final String CORTEX = "/api/v1/rules";
  private static final String OVERRIDE = "X-Mimir-Ruler-Override-Namespace-Protection";

  private final Conversation conversation;
  private final ServerProfile profile;

  Ruler(Conversation conversation, ServerProfile profile) {
    this.conversation = conversation;
    this.profile = profile;
  }

  /** All groups of the tenant by namespace; empty when there is none. */
  public Answer<Map<String, List<RuleGroupConfig>>> groups() {
    return emptyWhenNone(ask(base -> groupsCall(base, "")));
  }

  /** The groups of one namespace; empty when there is none. */
  public Answer<List<RuleGroupConfig>> groups(String namespace) {
    return emptyWhenNone(ask(base -> groupsCall(base, "/" + segment(namespace))))
        .map(all -> all.getOrDefault(namespace, List.of()));
  }

  /** One group; {@link Failure.NotFound} when it does not exist. */
  public Answer<RuleGroupConfig> group(String namespace, String name) {
    return ask(base -> groupCall(base, "/" + segment(namespace) + "/" + segment(name)));
  }

  /**
   * Makes or replaces a group. {@link Failure.BadQuery} when a rule of it cannot be read.
   *
   * @param namespace made when it does not exist
   */
  public Answer<Done> set(String namespace, RuleGroupConfig group) {
    return ask(base -> setCall(base, namespace, group, false));
  }

  /** The same although the namespace is protected (Mimir 3). */
  public Answer<Done> setProtected(String namespace, RuleGroupConfig group) {
    return ask(base -> setCall(base, namespace, group, true));
  }

  /** Deletes a group. A missing one is no failure in some servers. */
  public Answer<Done> delete(String namespace, String name) {
    return ask(base -> deleteCall(base, "/" + segment(namespace) + "/" + segment(name)));
  }

  /**
   * Deletes all groups of a namespace; {@link Failure.NotFound} when there is none.
   *
   * @throws IllegalArgumentException for an empty name, or one that is a dot or two
   */
  public Answer<Done> deleteNamespace(String namespace) {
    return ask(base -> deleteCall(base, "/" + segment(namespace)));
  }

  /** A question in the place where this server keeps its rules. */
  private interface Placed<T> {
    Call<T> at(Place place);
  }

  /** Where rules are kept. */
  enum Place {
    /** Under the query interface's prefix. */
    MIMIR(Base.URL, Ruler.MIMIR),
    /** At the root. */
    CORTEX(Base.ROOT, Ruler.CORTEX);

    private final Base base;
    private final String path;

    Place(Base base, String path) {
      this.base = base;
      this.path = path;
    }
  }

  private <T> Answer<T> ask(Placed<T> question) {
    Conversation once = conversation.once();
    Answer<Capabilities> server = profile.capabilities(once);
    Product product = server.toOptional().map(Capabilities::product).orElse(Product.OTHER);
    if (product == Product.PROMETHEUS) {
      return Answer.failed(
          new Failure.NotSupported("Prometheus reads its rules from files, not from an interface"));
    }
    // the path of Cortex means something else to a Prometheus, so it is never merely tried
    return once.ask(question.at(product == Product.CORTEX ? Place.CORTEX : Place.MIMIR));
  }

  private static Answer<Map<String, List<RuleGroupConfig>>> emptyWhenNone(
      Answer<Map<String, List<RuleGroupConfig>>> answer) {
    boolean none =
        answer instanceof Answer.Failed<Map<String, List<RuleGroupConfig>>> failed
            && failed.failure() instanceof Failure.NotFound;
    return none ? Answer.known(Map.of()) : answer;
  }

  static Call<Map<String, List<RuleGroupConfig>>> groupsCall(Place place, String below) {
    return call(
        place, below, Method.GET, Reader.text((text, headers) -> RuleYaml.namespaces(text)));
  }

  static Call<RuleGroupConfig> groupCall(Place place, String below) {
    return call(place, below, Method.GET, Reader.text((text, headers) -> RuleYaml.group(text)));
  }

  static Call<Done> setCall(
      Place place, String namespace, RuleGroupConfig group, boolean override) {
    byte[] body = RuleYaml.written(group).getBytes(StandardCharsets.UTF_8);
    Call<Done> call =
        call(place, "/" + segment(namespace), Method.POST, Reader.done())
            .with(new Payload("application/yaml", body));
    return override ? call.with(Headers.of(OVERRIDE, namespace)) : call;
  }

  static Call<Done> deleteCall(Place place, String below) {
    return call(place, below, Method.DELETE, Reader.done()).goneMeans(Done.DONE);
  }

  private static <T> Call<T> call(Place place, String below, Method method, Reader<T> reader) {
    return Call.of(place.base, place.path + below, Form.EMPTY, method, Presence.SOMEWHERE, reader);
  }

  private static String segment(String name) {
    // a dot or two would name another level of the path: a group becomes all groups
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("not the name of a namespace or group: \"" + name + "\"");
    }
    return Form.encode(name);
  }
}
