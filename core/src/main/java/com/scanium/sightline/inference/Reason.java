package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/**
 * Why the series that a selector asks for cannot be in the store: a proof, not a guess.
 *
 * <p>Two reasons about the same thing are equal, so that one cause of many empty panels is one.
 */
public sealed interface Reason {
  /** The reason in one clause, for the verdict of a panel. */
  String summary();

  /**
   * The target that exposes them is not reached.
   *
   * @param target which
   */
  record TargetUnreachable(TargetFact target) implements Reason {
    @Override
    public String summary() {
      return target.job().id() + " does not reach " + target.target().address();
    }
  }

  /**
   * The target refuses plain HTTP on its metrics path.
   *
   * @param target which
   * @param catalog what says so
   */
  record ScrapeForbidden(TargetFact target, MetricCatalog catalog) implements Reason {
    @Override
    public String summary() {
      return target.target().address() + " refuses the scrape";
    }
  }

  /**
   * The target's application exposes them at another port or path.
   *
   * @param target which
   * @param catalog what says where
   */
  record AskedElsewhere(TargetFact target, MetricCatalog catalog) implements Reason {
    @Override
    public String summary() {
      return target.job().id() + " asks another port or path than the metrics are at";
    }
  }

  /**
   * The store answers an error to everything that is written there.
   *
   * @param endpoint where it is written to
   */
  record WriteRefused(WriteEndpoint endpoint) implements Reason {
    @Override
    public String summary() {
      return endpoint.id() + " writes to a path that the store does not have";
    }
  }

  /**
   * The collector does not reach the store that it writes to.
   *
   * @param write which endpoint
   */
  record WriteUnreachable(WriteFact write) implements Reason {
    @Override
    public String summary() {
      return write.write().id() + " does not reach " + write.host().orElse("its store");
    }
  }

  /**
   * The store wants a tenant with everything that is written, and gets none.
   *
   * @param endpoint where it is written to
   */
  record TenantWanted(WriteEndpoint endpoint) implements Reason {
    @Override
    public String summary() {
      return endpoint.id() + " sends no tenant, and the store wants one";
    }
  }

  /**
   * They are stored for another tenant than the data source asks for.
   *
   * @param endpoint where they are written to
   * @param datasource which data source
   * @param store the container of the store
   */
  record OtherTenant(WriteEndpoint endpoint, Datasource datasource, String store)
      implements Reason {
    @Override
    public String summary() {
      return endpoint.id()
          + " writes as tenant "
          + endpoint.tenant()
          + ", and "
          + datasource.name()
          + " asks as "
          + datasource.tenant();
    }
  }

  /**
   * They are stored in another store than the data source asks.
   *
   * @param endpoint where they are written to
   * @param datasource which data source
   * @param written the container that they are written to
   * @param read the container that is asked
   */
  record OtherStore(WriteEndpoint endpoint, Datasource datasource, String written, String read)
      implements Reason {
    @Override
    public String summary() {
      return endpoint.id()
          + " writes to "
          + written
          + ", and "
          + datasource.name()
          + " asks "
          + read;
    }
  }

  /**
   * Nobody scrapes what exposes them.
   *
   * @param catalog what nobody scrapes
   */
  record NotScraped(MetricCatalog catalog) implements Reason {
    @Override
    public String summary() {
      return "nobody scrapes " + CatalogNames.of(catalog);
    }
  }

  /**
   * The family is declared and has no series yet: nothing happened that would make one.
   *
   * @param catalog the snapshot that shows it
   * @param family the family's name
   */
  record NoSeriesYet(MetricCatalog catalog, String family) implements Reason {
    @Override
    public String summary() {
      return family + " is declared and has no series yet";
    }
  }

  /**
   * The family is declared and no code records it.
   *
   * @param catalog where it is declared
   * @param family the family's name
   */
  record NeverRecorded(MetricCatalog catalog, String family) implements Reason {
    @Override
    public String summary() {
      return family + " is declared and never recorded";
    }
  }

  /**
   * The collector refuses its configuration and does nothing.
   *
   * @param collector which
   */
  record CollectorRefuses(CollectorFact collector) implements Reason {
    @Override
    public String summary() {
      return collector.collector().name() + " is refused by the collector";
    }
  }

  /**
   * What is scraped goes nowhere.
   *
   * @param collector whose configuration
   * @param job what leads nowhere
   */
  record GoesNowhere(CollectorFact collector, ScrapeJob job) implements Reason {
    @Override
    public String summary() {
      return job.id() + " reaches no write";
    }
  }

  /**
   * A stage on the way drops them.
   *
   * @param stage which
   */
  record Dropped(Stage stage) implements Reason {
    @Override
    public String summary() {
      return stage.id() + " drops them";
    }
  }

  /**
   * No producer has a metric of this name.
   *
   * @param metric the name that is asked for
   * @param nearest names that exist and resemble it, the nearest first
   * @param doors through which somebody who is in none of the files might push it
   */
  record MetricMissing(String metric, List<String> nearest, List<String> doors) implements Reason {
    /** Takes copies. */
    public MetricMissing {
      nearest = List.copyOf(nearest);
      doors = List.copyOf(doors);
    }

    @Override
    public String summary() {
      return "nothing produces " + metric;
    }
  }

  /**
   * The metric exists, and no series of it can satisfy a matcher.
   *
   * @param metric the name
   * @param matcher what cannot hold
   * @param labels the labels that its series have
   * @param values the values that the label has; empty when the label itself is missing or open
   * @param setAt where the decisive value is set, as far as known
   * @param owners metrics that arrive and have the label, those named most alike first; at most
   *     three, and none when this metric has it itself
   */
  record MatcherImpossible(
      String metric,
      LabelMatcher matcher,
      List<String> labels,
      List<String> values,
      List<SourceLocation> setAt,
      List<String> owners)
      implements Reason {
    /** Takes copies. */
    public MatcherImpossible {
      labels = List.copyOf(labels);
      values = List.copyOf(values);
      setAt = List.copyOf(setAt);
      owners = List.copyOf(owners);
    }

    @Override
    public String summary() {
      return metric + " never has " + matcher;
    }
  }

  /**
   * A stage on the way takes a label away or gives it another value, so that no series can satisfy
   * a matcher that they satisfied before.
   *
   * @param stage which
   * @param label the label
   */
  record LabelChanged(Stage stage, String label) implements Reason {
    @Override
    public String summary() {
      return stage.id() + " changes \"" + label + "\"";
    }
  }

  /**
   * A label that the collectors give to what they write never gets a value that a matcher admits,
   * and nothing that was read has it from elsewhere. A suspicion, since a stranger may push it.
   *
   * @param matcher what does not hold
   * @param values the values that are given, sorted
   * @param setAt where they are given
   */
  record ValueNeverGiven(LabelMatcher matcher, List<String> values, List<SourceLocation> setAt)
      implements Reason {
    /** Takes copies. */
    public ValueNeverGiven {
      values = List.copyOf(values);
      setAt = List.copyOf(setAt);
    }

    @Override
    public String summary() {
      return "nothing gives " + matcher;
    }
  }

  /**
   * A source of logs passes over what it is told to read.
   *
   * @param source which
   */
  record SourceSilent(SilentSource source) implements Reason {
    @Override
    public String summary() {
      return source.id() + " reads no log";
    }
  }

  /**
   * No log stream can satisfy a condition of a selector, beside the others.
   *
   * @param matcher what cannot hold
   * @param asked all conditions, this one among them
   * @param sources who makes the streams that satisfy all other conditions, or all streams when
   *     none do
   * @param isAbsent whether none of these streams has the label at all
   * @param labels the labels that they have
   * @param values the values of the label as far as known; none when it is missing or may be any
   * @param setAt where these values are set, as far as known
   * @param elsewhere whose streams have the label, of those that another condition keeps away
   * @param remedy what became of the label of these streams, or how to ask for it; one clause each
   * @param claimants whose own lines or senders might claim all this, where nothing else gives it
   * @param doors through which somebody who knows the collector's ways might push such streams
   */
  record StreamImpossible(
      LabelMatcher matcher,
      List<LabelMatcher> asked,
      List<String> sources,
      boolean isAbsent,
      List<String> labels,
      List<String> values,
      List<SourceLocation> setAt,
      List<String> elsewhere,
      List<String> remedy,
      List<String> claimants,
      List<String> doors)
      implements Reason {
    /** Takes copies. */
    public StreamImpossible {
      claimants = List.copyOf(claimants);
      asked = List.copyOf(asked);
      sources = List.copyOf(sources);
      labels = List.copyOf(labels);
      values = List.copyOf(values);
      setAt = List.copyOf(setAt);
      elsewhere = List.copyOf(elsewhere);
      remedy = List.copyOf(remedy);
      doors = List.copyOf(doors);
    }

    @Override
    public String summary() {
      return isAbsent
          ? "no stream that it asks for has the label \"" + matcher.name() + "\""
          : "no stream has " + matcher;
    }
  }

  /**
   * A filter behind a stream selector looks at a label that nothing gives the lines.
   *
   * @param label the label
   * @param filter the filter's text
   * @param sources whose lines are read
   * @param labels the labels and metadata that the lines have
   * @param doors through which somebody who knows the collector's ways might push other lines
   */
  record FilterImpossible(
      String label, String filter, List<String> sources, List<String> labels, List<String> doors)
      implements Reason {
    /** Takes copies. */
    public FilterImpossible {
      sources = List.copyOf(sources);
      labels = List.copyOf(labels);
      doors = List.copyOf(doors);
    }

    @Override
    public String summary() {
      return "no line has a label \"" + label + "\" that " + filter + " would accept";
    }
  }

  /**
   * The two sides of an operator can't match: a label that both must agree on is on one of them
   * only, or never has the same value.
   *
   * @param operator the operator between them
   * @param label the label that keeps them apart
   * @param left the left side
   * @param right the right side
   * @param listed whether the operator names the label in {@code on (…)}
   * @param common labels that both sides have and that don't keep them apart, sorted
   */
  record SidesNeverMatch(
      BinaryOperator operator,
      String label,
      Side left,
      Side right,
      boolean listed,
      List<String> common)
      implements Reason {
    /** Takes a copy. */
    public SidesNeverMatch {
      common = List.copyOf(common);
    }

    /** Whether only one side has the label at all. */
    public boolean oneSided() {
      return left.hasLabel() != right.hasLabel();
    }

    @Override
    public String summary() {
      return oneSided()
          ? "the sides of \""
              + operator.symbol()
              + "\" never match: only "
              + (left.hasLabel() ? "the left" : "the right")
              + " one has \""
              + label
              + "\""
          : "the sides of \"" + operator.symbol() + "\" never have the same \"" + label + "\"";
    }
  }

  /**
   * One side of an operator.
   *
   * @param part its text
   * @param label whether its series have the label that is spoken of, {@code NEVER} when none has
   * @param values the values of the label as far as known, without the missing one; at most three
   */
  record Side(String part, Match label, List<String> values) {
    /** Takes a copy. */
    public Side {
      values = List.copyOf(values);
    }

    /** Whether any of its series has the label. */
    public boolean hasLabel() {
      return label != Match.NEVER;
    }
  }

  /**
   * {@code histogram_quantile} gets series without {@code le} that are no native histograms.
   *
   * @param metrics the metrics that it reads, in the order of the query
   * @param lost whether the metrics had buckets
   * @param part the call's text
   */
  record WithoutBuckets(List<String> metrics, Lost lost, String part) implements Reason {
    /** Takes a copy. */
    public WithoutBuckets {
      metrics = List.copyOf(metrics);
    }

    @Override
    public String summary() {
      return lost == Lost.ON_THE_WAY
          ? "\"le\" is gone before histogram_quantile"
          : "histogram_quantile reads no buckets";
    }
  }

  /** Where something was lost. */
  enum Lost {
    /** The series have it; the query removes it. */
    ON_THE_WAY,
    /** The series never had it. */
    NEVER_THERE
  }

  /**
   * A part of the query gives nothing whatever there is: {@code topk(0, …)}.
   *
   * @param part its text
   */
  record AsksForNothing(String part) implements Reason {
    @Override
    public String summary() {
      return "\"" + part + "\" gives nothing, whatever there is";
    }
  }
}
