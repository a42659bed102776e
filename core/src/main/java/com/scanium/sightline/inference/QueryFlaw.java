package com.scanium.sightline.inference;

import com.scanium.sightline.port.Lines;
import com.scanium.sightline.promql.analysis.LabelUse;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/** Something that is wrong with a query although it may show something. */
public sealed interface QueryFlaw {
  /** Where in the query. */
  SourceLocation location();

  /**
   * The query groups by, or takes over, a label that none of the series has when they are stored.
   *
   * @param label the label
   * @param role what it is used for
   * @param metrics the metrics that lack it, in the order of the query
   * @param labels the labels that there are, sorted
   */
  record LabelLacking(
      String label,
      LabelUse.Role role,
      List<String> metrics,
      List<String> labels,
      SourceLocation location)
      implements QueryFlaw {
    /** Takes copies. */
    public LabelLacking {
      metrics = List.copyOf(metrics);
      labels = List.copyOf(labels);
    }
  }

  /**
   * The query uses a metric in a way that its type doesn't allow.
   *
   * @param kind what is wrong
   * @param metric the metric
   * @param part the part of the query where it is wrong
   */
  record TypeMisused(TypeMisuse.Kind kind, String metric, String part, SourceLocation location)
      implements QueryFlaw {}

  /**
   * A log query parses lines as what they are not.
   *
   * @param parser the parser's name
   * @param formats how the lines are written
   * @param sources where the lines come from
   */
  record ParserMismatch(
      String parser, List<Lines.Format> formats, List<String> sources, SourceLocation location)
      implements QueryFlaw {
    /** Takes copies. */
    public ParserMismatch {
      formats = List.copyOf(formats);
      sources = List.copyOf(sources);
    }
  }
}
