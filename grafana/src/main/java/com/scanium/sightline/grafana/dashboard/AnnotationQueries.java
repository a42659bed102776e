package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.port.AnnotationQuery;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the port's queries from the annotations of one dashboard. */
final class AnnotationQueries {
  /** The step of an annotation of Prometheus that doesn't say any. */
  private static final String DEFAULT_STEP = "60s";

  private AnnotationQueries() {}

  /** What the annotations ask, those that are switched off included: viewers switch them on. */
  static List<AnnotationQuery> of(
      Dashboard dashboard, Datasources datasources, VariableValues values) {
    QueryExpansion expansion = new QueryExpansion(dashboard, datasources, values);
    List<AnnotationQuery> made = new ArrayList<>();
    for (Annotation annotation : dashboard.annotations()) {
      Optional<Doc.Str> text = annotation.text().filter(it -> !it.value().isBlank());
      boolean own = annotation.datasource().filter(SourceRef::isBuiltIn).isPresent();
      if (text.isEmpty() || own || annotation.isBuiltIn()) {
        continue;
      }
      DatasourceRef ref = ref(annotation, expansion);
      Optional<Datasource> datasource = datasources.resolve(ref);
      QueryLanguage language = language(annotation, ref, datasource);
      String step =
          annotation
              .query()
              .get("step")
              .flatMap(Doc::asText)
              .filter(it -> !it.isEmpty())
              .orElse(DEFAULT_STEP);
      EmbeddedText embedded = dashboard.embedded(text.get());
      QueryExpansion.Query asked =
          new QueryExpansion.Query(
              embedded.text(), language, expansion.annotationStep(step, datasource), List.of());
      made.add(
          new AnnotationQuery(
              dashboard.ref(annotation),
              new Question(language, ref, embedded, expansion.variants(asked))));
    }
    return made;
  }

  private static DatasourceRef ref(Annotation annotation, QueryExpansion expansion) {
    return annotation
        .datasource()
        .map(it -> it.name().map(expansion::plain).map(it::withName).orElse(it))
        .map(SourceRef::toPort)
        .orElse(DatasourceRef.defaultSource());
  }

  /** An {@code expr} without a known type is one of Prometheus, as old files have it. */
  private static QueryLanguage language(
      Annotation annotation, DatasourceRef ref, Optional<Datasource> datasource) {
    String type = datasource.map(Datasource::type).or(ref::type).orElse("");
    boolean untyped = type.isEmpty() && annotation.query().get("expr").isPresent();
    return untyped && ref.name().isEmpty() ? QueryLanguage.PROMQL : Languages.of(type);
  }
}
