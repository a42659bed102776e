package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.LocalServer;
import com.scanium.sightline.grafana.internal.LocalServer.Received;
import com.scanium.sightline.grafana.internal.LocalServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server that answers as the facts about Grafana say, under a sub-path, to one token. */
final class FakeGrafana implements AutoCloseable {
  static final String TOKEN = "glsa_secret_token";
  static final String PROM =
      "{\"id\":1,\"uid\":\"prom-uid\",\"orgId\":1,\"name\":\"MIMIR\",\"type\":\"prometheus\","
          + "\"access\":\"proxy\",\"url\":\"http://mimir:9009/prometheus\",\"isDefault\":true,"
          + "\"jsonData\":{\"timeInterval\":\"15s\",\"httpHeaderName1\":\"X-Scope-OrgID\"},"
          + "\"secureJsonFields\":{\"httpHeaderValue1\":true}}";
  static final String LOKI =
      "{\"id\":2,\"uid\":\"loki-uid\",\"name\":\"LOKI\",\"type\":\"loki\",\"access\":\"proxy\","
          + "\"url\":\"http://loki:3100\",\"isDefault\":false,\"jsonData\":{}}";

  private final LocalServer server;
  private final Map<String, Reply> replies = new TreeMap<>();
  private final List<String> dashboards = new ArrayList<>();
  private volatile boolean viewer;

  FakeGrafana() throws IOException {
    server = new LocalServer(this::answer);
  }

  String url() {
    return server.url() + "/grafana";
  }

  List<Received> received() {
    return server.received();
  }

  /** Answers an exact method and path like this. */
  FakeGrafana on(String methodAndPath, Reply reply) {
    replies.put(methodAndPath, reply);
    return this;
  }

  FakeGrafana on(String methodAndPath, int status, String body) {
    return on(methodAndPath, Reply.json(status, body));
  }

  /** Adds a dashboard under a uid. */
  FakeGrafana dashboard(String uid, String json) {
    dashboards.add(uid);
    return on(
        "GET /api/dashboards/uid/" + uid,
        200,
        "{\"dashboard\":"
            + json
            + ",\"meta\":{\"slug\":\"x\",\"url\":\"/grafana/d/"
            + uid
            + "\",\"folderUid\":\"f1\",\"provisioned\":false}}");
  }

  /** Lets the token see what a viewer sees. */
  FakeGrafana forViewer() {
    viewer = true;
    return this;
  }

  private Reply answer(Received request) {
    String path = request.path();
    if (!path.startsWith("/grafana/")) {
      return new Reply(404, "", "<html>not here</html>", 0);
    }
    path = path.substring("/grafana".length());
    if (path.equals("/api/health")) {
      return replies.getOrDefault(
          "GET /api/health",
          Reply.json(200, "{\"commit\":\"abc\",\"database\":\"ok\",\"version\":\"12.1.0\"}"));
    }
    boolean known =
        request.header("Authorization").equals("Bearer " + TOKEN)
            || request.header("Authorization").startsWith("Basic ");
    if (!known) {
      return Reply.json(401, "{\"message\":\"Invalid API key\"}");
    }
    Reply set = replies.get(request.method() + " " + path);
    if (set != null) {
      return set;
    }
    if (viewer && path.startsWith("/api/datasources") && !path.contains("/proxy/")) {
      return Reply.json(
          403,
          "{\"accessErrorId\":\"ACE1\",\"message\":\"You'll need additional permissions to perform"
              + " this action. Permissions needed: datasources:read\",\"title\":\"Access denied\"}");
    }
    return switch (request.method() + " " + path) {
      case "GET /api/search" -> search(request.target());
      case "GET /api/datasources" -> Reply.json(200, "[" + PROM + "," + LOKI + "]");
      case "GET /api/datasources/uid/prom-uid", "GET /api/datasources/name/MIMIR" ->
          Reply.json(200, PROM);
      case "GET /api/frontend/settings" ->
          Reply.json(
              200,
              "{\"datasources\":{\"-- Grafana --\":{\"uid\":\"grafana\",\"type\":\"datasource\"},"
                  + "\"MIMIR\":{\"id\":1,\"uid\":\"prom-uid\",\"name\":\"MIMIR\","
                  + "\"type\":\"prometheus\",\"isDefault\":true,"
                  + "\"url\":\"/grafana/api/datasources/proxy/uid/prom-uid\"}}}");
      case "GET /api/v1/provisioning/alert-rules",
          "GET /api/library-elements",
          "GET /api/folders" ->
          Reply.json(200, path.contains("library") ? "{\"result\":{\"elements\":[]}}" : "[]");
      default -> Reply.json(404, "{\"message\":\"Not found\"}");
    };
  }

  private Reply search(String target) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : target.substring(target.indexOf('?') + 1).split("&")) {
      query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
    int from = (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * limit;
    List<String> hits = new ArrayList<>();
    for (int i = from; i < Math.min(from + limit, dashboards.size()); i++) {
      hits.add(
          "{\"id\":"
              + i
              + ",\"uid\":\""
              + dashboards.get(i)
              + "\",\"title\":\"D "
              + i
              + "\",\"type\":\"dash-db\",\"tags\":[\"a\"],\"folderUid\":\"f1\"}");
    }
    return Reply.json(200, "[" + String.join(",", hits) + "]");
  }

  @Override
  public void close() {
    server.close();
  }
}
