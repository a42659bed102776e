package com.scanium.sightline.grafana.tempo;

import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Tempo listens by its configuration: the server's two ports, and one for each protocol of
 * the distributor's receivers.
 *
 * <p>The ports of protocols are those of the OpenTelemetry Collector's receivers, which Tempo uses.
 */
final class TempoPorts {
  private static final Map<String, Integer> BY_DEFAULT =
      Map.of(
          "otlp/grpc", 4317,
          "otlp/http", 4318,
          "jaeger/grpc", 14250,
          "jaeger/thrift_http", 14268,
          "jaeger/thrift_compact", 6831,
          "jaeger/thrift_binary", 6832);

  private TempoPorts() {}

  static List<Setting<Integer>> of(ConfigFile config) {
    List<Setting<Integer>> ports = new ArrayList<>();
    Setting<Integer> http = config.portAt("server", "http_listen_port");
    // releases differ in what they take when nothing is written
    ports.add(http.isUnset() ? Setting.unknown("it is not set", null) : http);
    Setting<Integer> grpc = config.portAt("server", "grpc_listen_port");
    ports.add(grpc.isUnset() ? Setting.byDefault(9095) : grpc);
    Setting<Integer> gossip = config.portAt("memberlist", "bind_port");
    ports.add(gossip.isUnset() ? Setting.byDefault(7946) : gossip);
    Optional<Doc> receivers = config.root().path("distributor", "receivers");
    for (Doc.Member receiver : receivers.map(Doc::members).orElse(List.of())) {
      Optional<Doc> protocols = receiver.value().get("protocols");
      if (protocols.isEmpty()) {
        ports.add(Setting.unknown(receiver.key() + " has a port of its own", null));
      }
      for (Doc.Member protocol : protocols.map(Doc::members).orElse(List.of())) {
        ports.add(port(config, receiver.key(), protocol.key()));
      }
    }
    return List.copyOf(ports);
  }

  private static Setting<Integer> port(ConfigFile config, String receiver, String protocol) {
    Setting<Integer> written =
        config.portAt("distributor", "receivers", receiver, "protocols", protocol, "endpoint");
    Integer known = BY_DEFAULT.get(receiver.replaceFirst("/.*", "") + "/" + protocol);
    if (!written.isUnset()) {
      return written;
    }
    return known == null
        ? Setting.unknown("the port of " + receiver + " " + protocol, null)
        : Setting.byDefault(known);
  }
}
