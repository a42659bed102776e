package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Calls.Window;
import com.scanium.sightline.mimir.model.CardinalityQuery;
import com.scanium.sightline.mimir.model.RuleFilter;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.testing.FakeTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads answers that a server gave to somebody else, as this package's clients would read them: a
 * door for recordings. Stateless.
 */
public final class RecordedAnswers {
  private static final String API = "/api/v1";
  private static final List<String> X = List.of("x");

  private RecordedAnswers() {}

  /**
   * What an answer says: a typed value where the path is one that the clients know, a {@link
   * com.scanium.sightline.mimir.model.Page} elsewhere, or a typed failure.
   *
   * @param request what was asked; its path, method and headers decide how the answer is read
   * @param response the answer, its body already decompressed
   */
  public static Answer<?> read(Request request, Response response) throws IOException {
    Conversation conversation =
        new Conversation(
            request.origin(),
            request.origin(),
            request.headers(),
            Duration.ofSeconds(1),
            List.of(),
            FakeTransport.answering(asked -> response),
            InstantSource.system());
    return read(conversation, request, response);
  }

  private static Answer<?> read(Conversation conversation, Request request, Response response)
      throws IOException {
    String path = request.uri().getPath();
    String raw = request.uri().getRawPath();
    boolean configures =
        request.method() == Request.Method.POST || request.method() == Request.Method.DELETE;
    boolean isConfig =
        raw.contains("/config/v1/rules") || (configures && raw.contains("/v1/rules/"));
    boolean ofRoot = raw.equals(API + "/alerts") || raw.startsWith(API + "/rules");
    if (isConfig || ofRoot) {
      byte[] body = response.bytes();
      boolean json = startsLikeAnEnvelope(body) && !configures && !isConfig;
      Response again = Response.of(response.status(), response.headers(), body);
      return json
          ? conversation.decode(queryCall(last(raw), raw), request, again)
          : conversation.decode(configCall(raw, request.method()), request, again);
    }
    if (path.endsWith("/push") || path.endsWith("/write") || path.contains("/otlp/")) {
      Call<?> call =
          Call.of(
              Base.ROOT,
              path,
              Form.EMPTY,
              Call.Method.GET,
              Call.Presence.SOMEWHERE,
              RemoteWriter.receipt(RemoteWriter.protocolOf(path, request.headers())));
      return conversation.decode(call, request, response);
    }
    int api = raw.lastIndexOf(API + "/");
    String name = api < 0 ? raw : raw.substring(api + API.length());
    if (name.equals("/ready") || name.equals("/-/ready")) {
      return Server.readiness(
          conversation.decode(ServerCalls.ready(Base.ROOT, name), request, response));
    }
    return conversation.decode(queryCall(name, raw), request, response);
  }

  private static boolean startsLikeAnEnvelope(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    return start.stripLeading().startsWith("{\"status\"");
  }

  private static String last(String raw) {
    return raw.substring(raw.lastIndexOf('/'));
  }

  private static Call<?> configCall(String raw, Request.Method method) {
    if (raw.endsWith("/alerts")) {
      return method == Request.Method.GET ? Alertmanager.getCall() : Alertmanager.deleteCall();
    }
    if (method != Request.Method.GET) {
      return Ruler.deleteCall(Ruler.Place.MIMIR, "");
    }
    String below = raw.replaceFirst("^.*/v1/rules/?", "");
    return below.indexOf('/') < 0
        ? Ruler.groupsCall(Ruler.Place.MIMIR, "")
        : Ruler.groupCall(Ruler.Place.MIMIR, "");
  }

  private static Call<?> queryCall(String name, String raw) {
    if (name.matches("/label/[^/]+/values")) {
      return Calls.labelValues("x", List.of(), Window.ALL, 0);
    }
    return switch (name) {
      case "/query" -> Calls.query("x", null, QueryOptions.NONE, Capabilities.NONE);
      case "/query_range" ->
          Calls.queryRange(
              "x",
              Instant.EPOCH,
              Instant.EPOCH,
              Duration.ofSeconds(1),
              QueryOptions.NONE,
              Capabilities.NONE,
              ResultReaders.collecting());
      case "/query_exemplars" -> Calls.exemplars("x", Window.ALL);
      case "/series" -> Calls.series(X, Window.ALL, 0);
      case "/labels" -> Calls.labelNames(List.of(), Window.ALL, 0);
      case "/metadata" -> Calls.metadata(null);
      case "/format_query" -> Calls.formatQuery("x");
      case "/parse_query" -> Calls.parseQuery("x");
      default -> serverCall(name, raw);
    };
  }

  private static Call<?> serverCall(String name, String raw) {
    return switch (name) {
      case "/rules" -> ServerCalls.rules(RuleFilter.ALL, "", Capabilities.NONE);
      case "/alerts" -> ServerCalls.alerts();
      case "/targets" -> ServerCalls.targets();
      case "/targets/metadata" -> ServerCalls.targetMetadata("");
      case "/scrape_pools" -> ServerCalls.scrapePools();
      case "/alertmanagers" -> ServerCalls.alertmanagers();
      case "/status/buildinfo" -> ServerCalls.buildInfo();
      case "/status/config" -> ServerCalls.config();
      case "/status/tsdb" -> ServerCalls.headStats();
      case "/status/flags", "/status/runtimeinfo", "/status/walreplay" -> ServerCalls.status("x");
      case "/cardinality/label_names" -> Cardinality.labelNamesCall(CardinalityQuery.ALL);
      case "/cardinality/label_values" -> Cardinality.labelValuesCall(X, CardinalityQuery.ALL);
      case "/cardinality/active_series" -> Cardinality.activeSeriesCall("x");
      case "/cardinality/active_native_histogram_metrics" -> Cardinality.nativeHistogramsCall("x");
      case "/user_limits" -> ServerCalls.userLimits();
      case "/user_stats" -> ServerCalls.userStats();
      case "/services" -> ServicesPage.call();
      default -> ServerCalls.page(raw, Form.EMPTY);
    };
  }
}
