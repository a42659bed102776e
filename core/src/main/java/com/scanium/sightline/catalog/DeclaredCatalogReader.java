package com.scanium.sightline.catalog;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a catalog that people or programs wrote down, in YAML or JSON. */
final class DeclaredCatalogReader {
  private static final Set<String> FILE_FIELDS =
      Set.of("metrics", "service", "commit", "endpoint", "schema", "notes");
  private static final Set<String> METRIC_FIELDS =
      Set.of(
          "name",
          "type",
          "help",
          "unit",
          "labels",
          "labelValues",
          "buckets",
          "via",
          "otlpName",
          "recorded",
          "declaredAt",
          "note");

  private final SourceText source;
  private final MetricCatalog.Builder into;

  private DeclaredCatalogReader(SourceText source) {
    this.source = source;
    this.into = MetricCatalog.builder(MetricCatalog.Kind.DECLARED).source(source.location());
  }

  static MetricCatalog read(DocParse parse) {
    return new DeclaredCatalogReader(parse.source()).catalog(parse);
  }

  private MetricCatalog catalog(DocParse parse) {
    parse.problems().forEach(p -> into.problem(source.location(p.span()), p.message()));
    Doc root = parse.root().orElse(null);
    if (root == null) {
      return parse.problems().isEmpty()
          ? into.problem(source.location(), "expected a catalog with metrics, found nothing")
              .build()
          : into.build();
    }
    Optional<Doc> metrics = root.get("metrics");
    if (!root.isObject() || metrics.isEmpty()) {
      return into.problem(
              at(root), "expected a catalog with a list of metrics, found " + root.kind())
          .build();
    }
    text(root, "service").ifPresent(into::service);
    text(root, "commit").ifPresent(into::commit);
    root.get("endpoint").ifPresent(this::endpoint);
    for (Doc.Member member : root.members()) {
      if (!FILE_FIELDS.contains(member.key())) {
        into.extra(member.key(), plain(member.value()));
        unknown(member, "the catalog");
      }
    }
    if (!metrics.get().isArray()) {
      into.problem(at(metrics.get()), "expected a list of metrics, found " + metrics.get().kind());
    }
    metrics.get().items().forEach(this::metric);
    return into.build();
  }

  private void unknown(Doc.Member member, String where) {
    into.note(
        source.location(member.keySpan()), "unknown field \"" + member.key() + "\" of " + where);
  }

  private void endpoint(Doc doc) {
    if (!doc.isObject()) {
      into.problem(at(doc), "expected an endpoint with path and port, found " + doc.kind());
      return;
    }
    Map<String, String> extra = new LinkedHashMap<>();
    Set<String> known = Set.of("path", "port", "scheme", "plainHttpScrapeAllowed");
    for (Doc.Member member : doc.members()) {
      if (!known.contains(member.key())) {
        extra.put(member.key(), plain(member.value()));
        unknown(member, "the endpoint");
      }
    }
    int port = doc.get("port").flatMap(Doc::asInt).orElse(0);
    if (doc.get("port").isPresent() && (port < 1 || port > 65_535)) {
      into.problem(at(doc.get("port").get()), "expected a port from 1 to 65535");
      port = 0;
    }
    Boolean plainHttp = flag(doc, "plainHttpScrapeAllowed");
    into.endpoint(
        new CatalogEndpoint(
            text(doc, "path").orElse(null),
            port,
            text(doc, "scheme").orElse(null),
            plainHttp,
            extra,
            at(doc)));
  }

  private void metric(Doc doc) {
    Optional<String> name = text(doc, "name");
    if (name.isEmpty() || name.get().isEmpty()) {
      into.problem(at(doc), "expected a metric with a name");
      return;
    }
    if (into.has(name.get())) {
      into.problem(at(doc), "metric \"" + name.get() + "\" is declared twice");
      return;
    }
    MetricFamily.Builder family =
        MetricFamily.builder(name.get(), type(doc, name.get()))
            .location(at(doc.get("name").orElse(doc)));
    text(doc, "help").ifPresent(family::help);
    text(doc, "unit").ifPresent(family::unit);
    text(doc, "otlpName").ifPresent(family::otlpName);
    text(doc, "declaredAt").ifPresent(family::declaredAt);
    via(doc).ifPresent(family::origin);
    if (Boolean.FALSE.equals(flag(doc, "recorded"))) {
      family.notRecorded();
    }
    family.labels(strings(doc, "labels")).buckets(bounds(doc));
    doc.get("labelValues").ifPresent(values -> labelValues(values, family));
    for (Doc.Member member : doc.members()) {
      if (!METRIC_FIELDS.contains(member.key())) {
        unknown(member, "metric \"" + name.get() + "\"");
      }
      if (!METRIC_FIELDS.contains(member.key()) || member.key().equals("note")) {
        family.extra(member.key(), plain(member.value()));
      }
    }
    into.family(family.build());
  }

  private MetricType type(Doc doc, String metric) {
    Optional<Doc> type = doc.get("type");
    if (type.isEmpty()) {
      return MetricType.UNKNOWN;
    }
    String name = type.get().asText().orElse("").toLowerCase(Locale.ROOT);
    if (name.replace("_", "").replace("-", "").equals("updowncounter")) {
      return MetricType.GAUGE; // OpenTelemetry's counter that may fall
    }
    Optional<MetricType> known = MetricType.named(name);
    if (known.isEmpty()) {
      into.problem(at(type.get()), "\"" + name + "\" is not a type for \"" + metric + "\"");
    }
    return known.orElse(MetricType.UNKNOWN);
  }

  private Optional<Origin> via(Doc doc) {
    Optional<Doc> via = doc.get("via");
    Optional<Origin> origin =
        via.flatMap(Doc::asText)
            .flatMap(
                text ->
                    switch (text) {
                      case "scrape" -> Optional.of(Origin.SCRAPE);
                      case "otlp" -> Optional.of(Origin.OTLP);
                      default -> Optional.empty();
                    });
    if (via.isPresent() && origin.isEmpty()) {
      into.problem(at(via.get()), "expected \"scrape\" or \"otlp\"");
    }
    return origin;
  }

  private List<String> bounds(Doc doc) {
    Optional<Doc> buckets = doc.get("buckets").filter(value -> !value.isNull());
    List<String> bounds = new ArrayList<>();
    for (Doc item : buckets.map(Doc::items).orElse(List.of())) {
      String text = item.asText().orElse("");
      boolean number = item.asDouble().isPresent() || isNumber(text);
      if (!number) {
        into.problem(at(item), "expected a number as bucket bound");
      } else if (!text.endsWith("Inf") && !text.endsWith(".inf")) {
        bounds.add(text);
      }
    }
    if (buckets.isPresent() && !buckets.get().isArray()) {
      into.problem(at(buckets.get()), "expected a list of bucket bounds");
    }
    return bounds;
  }

  private static boolean isNumber(String text) {
    try {
      return !Double.isNaN(Double.parseDouble(text.replace("Inf", "Infinity")));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void labelValues(Doc doc, MetricFamily.Builder family) {
    if (!doc.isObject() && !doc.isNull()) {
      into.problem(at(doc), "expected label names with lists of values, found " + doc.kind());
    }
    for (Doc.Member member : doc.members()) {
      family.labelValues(member.key(), texts(member.value(), "a list of label values"));
    }
  }

  private Set<String> strings(Doc doc, String field) {
    Optional<Doc> list = doc.get(field).filter(value -> !value.isNull());
    return list.isEmpty() ? Set.of() : texts(list.get(), "a list of label names");
  }

  private Set<String> texts(Doc list, String expected) {
    Set<String> all = new LinkedHashSet<>();
    if (!list.isArray()) {
      into.problem(at(list), "expected " + expected + ", found " + list.kind());
    }
    for (Doc item : list.items()) {
      Optional<String> text = item.asText();
      text.ifPresent(all::add);
      if (text.isEmpty()) {
        into.problem(at(item), "expected " + expected + ", found " + item.kind() + " in it");
      }
    }
    return all;
  }

  private Optional<String> text(Doc doc, String field) {
    Optional<Doc> value = doc.get(field).filter(found -> !found.isNull());
    Optional<String> text = value.flatMap(Doc::asText);
    if (value.isPresent() && text.isEmpty()) {
      into.problem(at(value.get()), "expected a text as \"" + field + "\"");
    }
    return text;
  }

  private @Nullable Boolean flag(Doc doc, String field) {
    Optional<Doc> value = doc.get(field).filter(found -> !found.isNull());
    Optional<Boolean> flag = value.flatMap(Doc::asBoolean);
    if (value.isPresent() && flag.isEmpty()) {
      into.problem(at(value.get()), "expected true or false as \"" + field + "\"");
    }
    return flag.orElse(null);
  }

  private static String plain(Doc value) {
    List<String> parts = new ArrayList<>();
    value.items().forEach(item -> parts.add(item.asText().orElse("…")));
    return value.isArray()
        ? String.join(", ", parts)
        : value.asText().orElse(value.isNull() ? "" : "…");
  }

  private SourceLocation at(Doc doc) {
    return source.location(doc.span());
  }
}
