package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.LinkQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queries that a data source of traces leads to: {@code tracesToMetrics.queries} and {@code
 * tracesToLogsV2.query}.
 *
 * <p>Grafana puts the tags of the span in the place of {@code $__tags}, those that the span has, as
 * matchers joined with commas. Which values they have is the span's business: here each is any.
 */
final class DatasourceLinks {
  private static final String TAGS = "$__tags";
  private static final String BRACED_TAGS = "${__tags}";

  /** The label that every span has a value for. */
  private static final String SERVICE = "service.name";

  private final SourceText source;
  private final Map<String, String> environment;
  private final List<Datasource> known;
  private final List<LinkQuery> links = new ArrayList<>();

  private DatasourceLinks(
      SourceText source, Map<String, String> environment, List<Datasource> known) {
    this.source = source;
    this.environment = environment;
    this.known = known;
  }

  /**
   * The links of one data source.
   *
   * @param known the data sources that links can lead to
   */
  static List<LinkQuery> of(
      SourceText source,
      ProvisionedDatasource entry,
      Map<String, String> environment,
      List<Datasource> known) {
    DatasourceLinks made = new DatasourceLinks(source, environment, known);
    String name = entry.uid().orElse(entry.name());
    Doc settings = entry.jsonData();
    settings.get("tracesToMetrics").ifPresent(it -> made.metrics(name, it));
    settings
        .get("tracesToLogsV2")
        .filter(it -> it.get("customQuery").flatMap(Doc::asBoolean).orElse(false))
        .ifPresent(it -> made.link(name, "traces to logs", it, it.get("query"), "loki"));
    return made.links;
  }

  private void metrics(String name, Doc settings) {
    int number = 0;
    for (Doc query : settings.get("queries").map(Doc::items).orElse(List.of())) {
      number++;
      String title =
          query
              .get("name")
              .flatMap(Doc::asText)
              .filter(it -> !it.isBlank())
              .orElse("traces to metrics " + number);
      link(name, title, settings, query.get("query"), "prometheus");
    }
  }

  private void link(
      String name, String title, Doc settings, Optional<Doc> query, String usualType) {
    if (query.isEmpty() || !(query.get() instanceof Doc.Str text) || text.value().isBlank()) {
      return;
    }
    Optional<String> uid =
        settings
            .get("datasourceUid")
            .flatMap(Doc::asText)
            .map(it -> Expansion.of(it, environment).text());
    Optional<Datasource> target =
        uid.flatMap(it -> known.stream().filter(one -> one.uid().equals(it)).findFirst());
    QueryLanguage language = Languages.of(target.map(Datasource::type).orElse(usualType));
    EmbeddedText written = new EmbeddedText(text.value(), source, DocReader.offsets(source, text));
    links.add(
        new LinkQuery(
            ConsumerRef.link(name, title),
            new Question(
                language,
                DatasourceRef.of(uid.orElse(null), target.map(Datasource::type).orElse(usualType)),
                written,
                variants(text.value(), settings))));
  }

  /** The query for a span with all the tags, and for one that has nothing but a service. */
  private List<QueryVariant> variants(String written, Doc settings) {
    List<String> all = new ArrayList<>();
    List<String> certain = new ArrayList<>();
    for (Doc tag : settings.get("tags").map(Doc::items).orElse(List.of())) {
      String key = tag.asString().or(() -> tag.get("key").flatMap(Doc::asText)).orElse("");
      String label =
          tag.get("value")
              .flatMap(Doc::asText)
              .filter(it -> !it.isEmpty())
              .orElse(key.replace('.', '_'));
      if (!label.isEmpty()) {
        String matcher = label + "=~\".+\"";
        all.add(matcher);
        if (key.equals(SERVICE)) {
          certain.add(matcher);
        }
      }
    }
    Set<String> texts = new LinkedHashSet<>();
    List<QueryVariant> variants = new ArrayList<>();
    for (List<String> tags : List.of(all, certain)) {
      QueryVariant variant = variant(written, String.join(", ", tags));
      if (texts.add(variant.text())) {
        variants.add(variant);
      }
    }
    return variants;
  }

  /** A {@code $} that a provisioning file doubles, as it must, stands for one. */
  private static QueryVariant variant(String written, String tags) {
    StringBuilder out = new StringBuilder();
    OffsetMap.Builder map = OffsetMap.builder();
    int copied = 0;
    int at = written.indexOf('$');
    while (at >= 0) {
      int doubled = written.startsWith("$$", at) ? 1 : 0;
      String rest = written.substring(at + doubled);
      String name = rest.startsWith(TAGS) ? TAGS : rest.startsWith(BRACED_TAGS) ? BRACED_TAGS : "";
      map.copied(out.length(), copied);
      out.append(written, copied, at);
      map.fixed(out.length(), at);
      out.append(name.isEmpty() ? "$" : tags);
      copied = at + doubled + Math.max(1, name.length());
      at = written.indexOf('$', copied);
    }
    map.copied(out.length(), copied);
    return new QueryVariant(
        out.append(written.substring(copied)).toString(), map.build(), Map.of());
  }
}
