package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one backend can expose: its metric families, what a snapshot shows of them, and what was
 * wrong with the files that say so.
 *
 * <p>A catalog is the whole truth for its backend (closed), whether it was declared or taken from
 * an exposition. Immutable.
 */
public final class MetricCatalog {
  /** What a catalog was made from. */
  public enum Kind {
    /** Somebody wrote down what the backend declares. */
    DECLARED,
    /** The backend's own answer at one moment. */
    SNAPSHOT,
    /** A declaration with the evidence of a snapshot. */
    MERGED
  }

  private static final List<String> SUFFIXES =
      List.of("_bucket", "_sum", "_count", "_gsum", "_gcount", "_created", "_total", "_info");

  private final Kind kind;
  private final Map<String, MetricFamily> families;
  private final @Nullable String service;
  private final @Nullable String commit;
  private final @Nullable CatalogEndpoint endpoint;
  private final Map<String, String> extra;
  private final List<CatalogNote> problems;
  private final List<CatalogNote> notes;
  private final List<SourceLocation> sources;

  private MetricCatalog(Builder builder) {
    kind = builder.kind;
    families = Collections.unmodifiableMap(new LinkedHashMap<>(builder.families));
    service = builder.service;
    commit = builder.commit;
    endpoint = builder.endpoint;
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    problems = List.copyOf(builder.problems);
    notes = List.copyOf(builder.notes);
    sources = List.copyOf(builder.sources);
  }

  /** Starts an empty catalog. */
  public static Builder builder(Kind kind) {
    return new Builder(kind);
  }

  /** A declared catalog of these families. */
  public static MetricCatalog of(Collection<MetricFamily> families) {
    Builder builder = builder(Kind.DECLARED);
    families.forEach(builder::family);
    return builder.build();
  }

  /** What it was made from. */
  public Kind kind() {
    return kind;
  }

  /** The families, in the order of the file. */
  public List<MetricFamily> families() {
    return List.copyOf(families.values());
  }

  /** The family of exactly this name. */
  public Optional<MetricFamily> family(String name) {
    return Optional.ofNullable(families.get(name));
  }

  /**
   * The family that has series of this name: {@code x_bucket} belongs to the histogram {@code x}. A
   * counter or gauge named {@code x_count} goes before.
   */
  public Optional<MetricFamily> familyOfSeries(String series) {
    MetricFamily exact = families.get(series);
    if (exact != null && exact.type() != MetricType.HISTOGRAM) {
      return Optional.of(exact);
    }
    for (String suffix : SUFFIXES) {
      if (series.endsWith(suffix)) {
        MetricFamily family = families.get(series.substring(0, series.length() - suffix.length()));
        if (family != null && SampleNames.suffixesOf(family.type()).contains(suffix)) {
          return Optional.of(family);
        }
      }
    }
    return Optional.ofNullable(exact);
  }

  /** The backend's service name, or empty when the catalog doesn't say. */
  public Optional<String> service() {
    return Optional.ofNullable(service);
  }

  /** The backend's version of code that was looked at, or empty. */
  public Optional<String> commit() {
    return Optional.ofNullable(commit);
  }

  /** Where the metrics are exposed, or empty when the catalog doesn't say. */
  public Optional<CatalogEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** The fields of the file that Sightline doesn't know, as text. */
  public Map<String, String> extra() {
    return extra;
  }

  /** What is wrong with the files, in their order; none for clean ones. */
  public List<CatalogNote> problems() {
    return problems;
  }

  /** What is worth knowing but not wrong, such as unknown fields. */
  public List<CatalogNote> notes() {
    return notes;
  }

  /** The files or addresses it was read from; none when it was made in code. */
  public List<SourceLocation> sources() {
    return sources;
  }

  /**
   * This declaration with the evidence of a snapshot of the same backend, or two catalogs of parts
   * of one backend together; it doesn't matter which is which.
   *
   * <p>A family of both keeps what was declared (type, help, values) and gains what the snapshot
   * shows: series, samples, bucket bounds as exposed, and labels that the declaration lacks. A
   * family that only the snapshot has is added. A family that the snapshot lacks stays as declared:
   * a snapshot may be an excerpt, and a client library shows a family only once it is registered.
   */
  public MetricCatalog merge(MetricCatalog other) {
    boolean swap = kind == Kind.SNAPSHOT && other.kind != Kind.SNAPSHOT;
    MetricCatalog first = swap ? other : this;
    MetricCatalog second = swap ? this : other;
    Builder merged = new Builder(kind == other.kind ? kind : Kind.MERGED);
    first.families.forEach(merged.families::put);
    for (MetricFamily family : second.families.values()) {
      merged.families.merge(family.name(), family, MetricCatalog::merged);
    }
    merged.service = first.service != null ? first.service : second.service;
    merged.commit = first.commit != null ? first.commit : second.commit;
    merged.endpoint = first.endpoint != null ? first.endpoint : second.endpoint;
    merged.extra.putAll(second.extra);
    merged.extra.putAll(first.extra);
    for (MetricCatalog part : List.of(first, second)) {
      merged.problems.addAll(part.problems);
      merged.notes.addAll(part.notes);
      merged.sources.addAll(part.sources);
    }
    return merged.build();
  }

  private static MetricFamily merged(MetricFamily declared, MetricFamily seen) {
    MetricFamily.Builder merged = declared.toBuilder();
    if (declared.type() == MetricType.UNKNOWN) {
      merged.type(seen.type());
    }
    if (declared.help().isEmpty()) {
      seen.help().ifPresent(merged::help);
    }
    if (declared.unit().isEmpty()) {
      seen.unit().ifPresent(merged::unit);
    }
    merged.labels(seen.labels());
    if (seen.isLabelsKnown()) {
      merged.labelsKnown();
    }
    declared
        .labelValues()
        .forEach((label, values) -> merged.labelValues(label, withSeen(label, values, seen)));
    seen.labelValues().entrySet().stream()
        .filter(entry -> !declared.labelValues().containsKey(entry.getKey()))
        .forEach(entry -> merged.labelValues(entry.getKey(), entry.getValue()));
    if (!seen.buckets().isEmpty()) {
      merged.buckets(seen.buckets());
    }
    if (seen.hasCreated()) {
      merged.created();
    }
    if (seen.seriesSeen() != SeriesSeen.UNKNOWN) {
      merged.seen(seen.seriesSeen(), seen.samples());
    }
    if (declared.location().isEmpty()) {
      seen.location().ifPresent(merged::location);
    }
    return merged.build();
  }

  private static Set<String> withSeen(String label, Set<String> values, MetricFamily seen) {
    Set<String> all = new LinkedHashSet<>(values);
    all.addAll(seen.labelValues().getOrDefault(label, Set.of()));
    for (ExposedSample sample : seen.samples()) {
      String value = sample.labels().get(label);
      if (value != null && !value.isEmpty()) {
        all.add(value);
      }
    }
    return all;
  }

  /** A builder that starts from this catalog. */
  public Builder toBuilder() {
    Builder builder = new Builder(kind);
    builder.families.putAll(families);
    builder.service = service;
    builder.commit = commit;
    builder.endpoint = endpoint;
    builder.extra.putAll(extra);
    builder.problems.addAll(problems);
    builder.notes.addAll(notes);
    builder.sources.addAll(sources);
    return builder;
  }

  @Override
  public String toString() {
    return families.size() + " families, " + problems.size() + " problems";
  }

  /** Collects the parts of a catalog; not safe for use by several threads. */
  public static final class Builder {
    private final Kind kind;
    private final Map<String, MetricFamily> families = new LinkedHashMap<>();
    private @Nullable String service;
    private @Nullable String commit;
    private @Nullable CatalogEndpoint endpoint;
    private final Map<String, String> extra = new LinkedHashMap<>();
    private final List<CatalogNote> problems = new ArrayList<>();
    private final List<CatalogNote> notes = new ArrayList<>();
    private final List<SourceLocation> sources = new ArrayList<>();

    private Builder(Kind kind) {
      this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Adds a family; one of the same name is replaced. */
    public Builder family(MetricFamily family) {
      families.put(family.name(), family);
      return this;
    }

    /** The backend's service name. */
    public Builder service(String service) {
      this.service = service;
      return this;
    }

    /** The backend's version of code. */
    public Builder commit(String commit) {
      this.commit = commit;
      return this;
    }

    /** Where the metrics are exposed. */
    public Builder endpoint(CatalogEndpoint endpoint) {
      this.endpoint = endpoint;
      return this;
    }

    /** A field that Sightline doesn't know. */
    public Builder extra(String field, String value) {
      extra.put(field, value);
      return this;
    }

    /** Something that is wrong. */
    public Builder problem(SourceLocation location, String message) {
      problems.add(new CatalogNote(location, message));
      return this;
    }

    /** Something that is worth knowing. */
    public Builder note(SourceLocation location, String message) {
      notes.add(new CatalogNote(location, message));
      return this;
    }

    /** A file or address that it was read from. */
    public Builder source(SourceLocation source) {
      sources.add(source);
      return this;
    }

    boolean has(String family) {
      return families.containsKey(family);
    }

    /** The catalog. */
    public MetricCatalog build() {
      return new MetricCatalog(this);
    }
  }
}
