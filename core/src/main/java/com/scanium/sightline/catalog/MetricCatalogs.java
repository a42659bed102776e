package com.scanium.sightline.catalog;

import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads catalogs from all the forms they come in.
 *
 * <p>Bad input gives a catalog with {@link MetricCatalog#problems()}, never an exception.
 * Stateless.
 */
public final class MetricCatalogs {
  private MetricCatalogs() {}

  /**
   * Reads a file, named in messages as it is reached from the working directory.
   *
   * @throws IOException when the file cannot be read
   */
  public static MetricCatalog read(Path file) throws IOException {
    return read(file, Path.of(""));
  }

  /**
   * Reads a file.
   *
   * @param base the folder that names in messages are relative to
   * @throws IOException when the file cannot be read
   */
  public static MetricCatalog read(Path file, Path base) throws IOException {
    return read(SourceText.load(file, base));
  }

  /**
   * Reads a catalog; the form is told by the name, else by the first characters.
   *
   * <p>{@code .yaml}, {@code .yml}: declared catalog. {@code .json}: declared catalog when it is an
   * object, the output of prom-client's {@code getMetricsAsJSON()} when it is an array. Anything
   * else: exposition, Prometheus text 0.0.4 or OpenMetrics 1.0.
   */
  public static MetricCatalog read(SourceText source) {
    String path = source.source().getPath() == null ? "" : source.source().getPath();
    String name = path.toLowerCase(Locale.ROOT);
    String start = source.text().stripLeading();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return DeclaredCatalogReader.read(DocReader.yaml(source));
    }
    if (name.endsWith(".json") || start.startsWith("[")) {
      return fromJson(DocReader.json(source));
    }
    return start.startsWith("{") && looksLikeObject(start)
        ? fromJson(DocReader.json(source))
        : ExpositionReader.read(source);
  }

  /** Reads an exposition, whatever the name says: for the answer of a scrape. */
  public static MetricCatalog exposition(SourceText source) {
    return ExpositionReader.read(source);
  }

  /**
   * All catalogs of one backend together, see {@link MetricCatalog#merge}; none gives an empty one.
   */
  public static MetricCatalog merge(List<MetricCatalog> catalogs) {
    return catalogs.stream()
        .reduce(MetricCatalog::merge)
        .orElseGet(() -> MetricCatalog.builder(MetricCatalog.Kind.DECLARED).build());
  }

  private static MetricCatalog fromJson(DocParse parse) {
    boolean array = parse.root().map(root -> root.isArray()).orElse(false);
    return array ? ClientJsonReader.read(parse) : DeclaredCatalogReader.read(parse);
  }

  /** An exposition line may begin with a brace too: {@code {"quoted.name"} 1}. */
  private static boolean looksLikeObject(String start) {
    int end = start.indexOf('\n');
    String line = end < 0 ? start : start.substring(0, end);
    int close = line.lastIndexOf('}');
    return close < 0 || line.substring(close + 1).isBlank();
  }
}
