package com.scanium.sightline.catalog;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the array that the Node.js client prom-client gives for {@code getMetricsAsJSON()}: one
 * object per family with its values.
 *
 * @see <a href="https://github.com/siimon/prom-client">prom-client</a>
 */
final class ClientJsonReader {
  private final SourceText source;
  private final MetricCatalog.Builder into;

  private ClientJsonReader(SourceText source) {
    this.source = source;
    this.into = MetricCatalog.builder(MetricCatalog.Kind.SNAPSHOT).source(source.location());
  }

  static MetricCatalog read(DocParse parse) {
    ClientJsonReader reader = new ClientJsonReader(parse.source());
    parse.problems().forEach(p -> reader.problem(p.span(), p.message()));
    Doc root = parse.orElseThrow();
    root.items().forEach(reader::family);
    if (root.items().isEmpty()) {
      reader.problem(root.span(), "expected metric families, found none");
    }
    return reader.into.build();
  }

  private void problem(com.scanium.sightline.text.Span span, String message) {
    into.problem(source.location(span), message);
  }

  private void family(Doc doc) {
    Optional<String> name = doc.get("name").flatMap(Doc::asString);
    if (name.isEmpty()) {
      problem(doc.span(), "expected a metric with a name");
      return;
    }
    SampleFamily family = new SampleFamily(name.get(), doc.get("name").orElse(doc).span());
    doc.get("help").flatMap(Doc::asString).ifPresent(help -> family.help = help);
    String type = doc.get("type").flatMap(Doc::asString).orElse("");
    family.type = MetricType.named(type).orElse(MetricType.UNKNOWN);
    family.typed = true;
    if (MetricType.named(type).isEmpty()) {
      problem(doc.get("type").orElse(doc).span(), "\"" + type + "\" is not a metric type");
    }
    for (Doc value : doc.get("values").map(Doc::items).orElse(java.util.List.of())) {
      sample(value, family);
    }
    into.family(family.toFamily(SampleFamily.Format.TEXT, source.location(family.span)));
  }

  private void sample(Doc doc, SampleFamily family) {
    // JSON has no NaN: the client writes null for it
    Optional<Doc> value = doc.get("value");
    Optional<Double> number =
        value.filter(Doc::isNull).isPresent()
            ? Optional.of(Double.NaN)
            : value.flatMap(Doc::asDouble);
    if (number.isEmpty()) {
      problem(doc.span(), "expected a number as value of \"" + family.name + "\"");
      return;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Doc.Member label : doc.get("labels").map(Doc::members).orElse(java.util.List.of())) {
      label.value().asText().ifPresent(text -> labels.put(label.key(), text));
    }
    String series = doc.get("metricName").flatMap(Doc::asString).orElse(family.name);
    family.samples.add(new ExposedSample(series, labels, number.get(), doc.span()));
  }
}
