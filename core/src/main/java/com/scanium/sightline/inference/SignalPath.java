package com.scanium.sightline.inference;

import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import java.util.Optional;

/**
 * Spells the way of series out for people: {@code prometheus.scrape.api (config.alloy:12) ->
 * remote_write.store -> http://mimir:9009 tenant anonymous <- MIMIR datasource}.
 */
final class SignalPath {
  private SignalPath() {}

  /** Who brings the series in, and at which line of which file; folders don't help the eye. */
  static String start(String id, SourceLocation at) {
    String file = at.file().substring(at.file().lastIndexOf('/') + 1);
    return id
        + " ("
        + file
        + at.line().stream().mapToObj(line -> ":" + line).findFirst().orElse("")
        + ")";
  }

  /** The way on to an endpoint, and to the store behind it. */
  static String to(WriteEndpoint endpoint, String start) {
    return start
        + " -> "
        + shortened(endpoint.id(), start)
        + " -> "
        + endpoint.url().value().map(SignalPath::server).orElse("?")
        + " tenant "
        + endpoint.tenant();
  }

  /** A family of components that the start named already is not named again. */
  private static String shortened(String id, String start) {
    int dot = id.indexOf('.');
    return dot > 0 && start.startsWith(id.substring(0, dot + 1)) ? id.substring(dot + 1) : id;
  }

  /** Scheme, host and port: which path the store takes is another question. */
  private static String server(String url) {
    String masked = SecretMask.mask(url); // it is printed with every panel
    int host = masked.indexOf("://");
    int path = host < 0 ? -1 : masked.indexOf('/', host + 3);
    return path < 0 ? masked : masked.substring(0, path);
  }

  /** Who asks the store; empty text when the query names no data source and there is no default. */
  static String end(DatasourceRef ref, Datasources known) {
    Optional<Datasource> datasource = known.resolve(ref);
    return datasource
        .map(Datasource::uid)
        .or(ref::name)
        .map(name -> " <- " + name + " datasource")
        .orElse("");
  }
}
