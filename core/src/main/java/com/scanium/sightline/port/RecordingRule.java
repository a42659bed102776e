package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule whose result is stored: it asks for series and makes others of them. Immutable. */
public final class RecordingRule implements QueryConsumer {
  /** What a rule leaves in the store. */
  public enum Kind {
    /** Its result, under the name that it records. */
    RECORDING,
    /** {@code ALERTS} and {@code ALERTS_FOR_STATE}, while the alert is pending or fires. */
    ALERTING
  }

  private final ConsumerRef ref;
  private final String name;
  private final Kind kind;
  private final Question question;
  private final SourceLocation location;
  private final String evaluator;
  private final SortedMap<String, Setting<String>> labels;
  private final @Nullable Duration interval;
  private final @Nullable String opaque;

  private RecordingRule(Builder builder) {
    this.ref = builder.ref;
    this.name = builder.name;
    this.kind = builder.kind;
    this.question = builder.question;
    this.location = builder.location;
    this.evaluator = builder.evaluator;
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(builder.labels));
    this.interval = builder.interval;
    this.opaque = builder.opaque;
  }

  /**
   * Starts a rule that records its result.
   *
   * @param id its uid, or {@code group/metric} when it has none
   * @param metric the name that it records under
   * @param question what it evaluates
   * @param location where the rule stands
   */
  public static Builder recording(
      String id, String metric, Question question, SourceLocation location) {
    return new Builder(ConsumerRef.recording(id), metric, Kind.RECORDING, question, location);
  }

  /**
   * Starts an alert rule of Prometheus' kind.
   *
   * @param id {@code group/name}
   * @param alert its name
   * @param question what it evaluates
   * @param location where the rule stands
   */
  public static Builder alerting(
      String id, String alert, Question question, SourceLocation location) {
    return new Builder(ConsumerRef.alert(id), alert, Kind.ALERTING, question, location);
  }

  @Override
  public ConsumerRef ref() {
    return ref;
  }

  @Override
  public Question question() {
    return question;
  }

  /** The name that it records under, or that of the alert. */
  public String name() {
    return name;
  }

  /** What it leaves in the store. */
  public Kind kind() {
    return kind;
  }

  /** The names of the series that it leaves in the store. */
  public List<String> metrics() {
    return kind == Kind.RECORDING ? List.of(name) : List.of("ALERTS", "ALERTS_FOR_STATE");
  }

  /** Where the rule stands. */
  public SourceLocation location() {
    return location;
  }

  /** What evaluates it, for people: {@code rule group "shop"}. */
  public String evaluator() {
    return evaluator;
  }

  /**
   * The labels that the rule sets on its results, sorted; an empty value removes the label, an
   * unknown one is a template.
   */
  public Map<String, Setting<String>> labels() {
    return labels;
  }

  /** How often it is evaluated; empty when its group doesn't say. */
  public Optional<Duration> interval() {
    return Optional.ofNullable(interval);
  }

  /**
   * Why nobody can say what it records, though it records something: its expression doesn't parse,
   * or is computed by formulas. Empty when its question tells.
   */
  public Optional<String> opaque() {
    return Optional.ofNullable(opaque);
  }

  @Override
  public String toString() {
    return ref.toString();
  }

  /** Collects the parts of a rule; not safe for use by several threads. */
  public static final class Builder {
    private final ConsumerRef ref;
    private final String name;
    private final Kind kind;
    private final Question question;
    private final SourceLocation location;
    private String evaluator = "a rule group";
    private final Map<String, Setting<String>> labels = new TreeMap<>();
    private @Nullable Duration interval;
    private @Nullable String opaque;

    private Builder(
        ConsumerRef ref, String name, Kind kind, Question question, SourceLocation location) {
      this.ref = ref;
      this.name = Objects.requireNonNull(name, "name");
      this.kind = kind;
      this.question = Objects.requireNonNull(question, "question");
      this.location = Objects.requireNonNull(location, "location");
    }

    /** What evaluates it, for people. */
    public Builder evaluator(String evaluator) {
      this.evaluator = Objects.requireNonNull(evaluator, "evaluator");
      return this;
    }

    /** A label that the rule sets. */
    public Builder label(String name, Setting<String> value) {
      labels.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * The labels of the rule's {@code labels:}; those with a template (two opening braces) are
     * unknown.
     *
     * @param source the file
     * @param written the mapping
     */
    public Builder labels(SourceText source, Doc written) {
      for (Doc.Member member : written.members()) {
        SourceLocation at = source.location(member.value().span());
        String value = member.value().asText().orElse("");
        label(
            member.key(),
            value.contains("{{") ? Setting.unknown("a template", at) : Setting.known(value, at));
      }
      return this;
    }

    /** How often it is evaluated; positive. */
    public Builder interval(Duration interval) {
      this.interval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /** How often it is evaluated, as the group says it: {@code 30s}; anything else says nothing. */
    public Builder interval(String written) {
      PromQlExpr range = PromQl.parse("up[" + written + "]").expr().orElse(null);
      if (range instanceof PromQlExpr.MatrixSelector matrix) {
        matrix.range().constant().filter(length -> !length.isZero()).ifPresent(this::interval);
      }
      return this;
    }

    /** Says why nobody can tell what it records. */
    public Builder opaque(String because) {
      this.opaque = Objects.requireNonNull(because, "because");
      return this;
    }

    /** The rule. */
    public RecordingRule build() {
      return new RecordingRule(this);
    }
  }
}
