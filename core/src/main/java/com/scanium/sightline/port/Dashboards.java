package com.scanium.sightline.port;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.text.SourceLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A set of dashboards: what their panels and variables ask. */
public interface Dashboards {
  /** The layer whose rules judge them, such as {@code grafana}. */
  String layer();

  /**
   * The same dashboards in parts, a file each where they come from files. A part is read when it is
   * reached and kept by nobody, so that memory grows with the largest one; rules see parts.
   */
  default Iterable<? extends Dashboards> parts() {
    return List.of(this);
  }

  /**
   * What rules need that compare parts: small facts of each, known once all parts were read. Each
   * is a subject of rules.
   */
  default List<?> acrossParts() {
    return List.of();
  }

  /** How many dashboards there are. */
  int count();

  /**
   * Every query of every panel, hidden ones included, in the order of the files.
   *
   * @param datasources needed to know languages, intervals and what variables stand for
   */
  List<PanelQuery> queries(Datasources datasources);

  /**
   * The same queries when more is known of what variables stand for.
   *
   * @param values what the queries behind variables find
   */
  default List<PanelQuery> queries(Datasources datasources, VariableValues values) {
    return queries(datasources);
  }

  /**
   * Where a dashboard or a panel stands, for those who speak of it by name.
   *
   * @param dashboard its uid, or its file when it has none
   * @param panel the panel's id; empty for the whole dashboard
   * @return empty when there is none, or when its place is not known
   */
  default Optional<SourceLocation> place(String dashboard, OptionalLong panel) {
    return Optional.empty();
  }

  /** Every query behind a variable. */
  List<VariableQuery> variables(Datasources datasources);

  /**
   * Every query of an annotation; none unless an implementation has them.
   *
   * @param values what the queries behind variables find
   */
  default List<AnnotationQuery> annotations(Datasources datasources, VariableValues values) {
    return List.of();
  }

  /**
   * These dashboards as a link shows them: none but the one that it names, with its values and time
   * range. The same dashboards where an implementation knows no links.
   *
   * @param link the address as a browser shows it
   * @param now what relative times count from
   */
  default Dashboards opened(String link, Instant now) {
    return this;
  }

  /** Until when the link shows them by which they were opened; empty for the present. */
  default Optional<Instant> shownUntil() {
    return Optional.empty();
  }

  /** Panels, variables and files that were seen and that give no query, with the reason. */
  List<NotChecked> notChecked();
}
