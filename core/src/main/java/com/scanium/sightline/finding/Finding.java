package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule has to say: what, where, why it matters, how to fix it, whom it hits.
 *
 * <p>Immutable. Ordered by severity, place, rule, message, so that reports come out the same for
 * the same input.
 */
public final class Finding implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(
              finding -> finding.location,
              Comparator.nullsLast(Comparator.<SourceLocation>naturalOrder()))
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  private final String rule;
  private final Severity severity;
  private final String message;
  private final @Nullable SourceLocation location;
  private final List<String> evidence;
  private final @Nullable Fix fix;
  private final List<ConsumerRef> affects;
  private final Scope scope;
  private final @Nullable Verdict effect;
  private final String anchor;

  private Finding(Builder builder) {
    this.rule = builder.rule;
    this.severity = builder.severity;
    this.message = Objects.requireNonNull(builder.message, "message");
    this.location = builder.location;
    this.evidence = List.copyOf(builder.evidence);
    this.fix = builder.fix;
    this.affects = List.copyOf(builder.affects);
    this.scope = builder.scope;
    this.effect = builder.effect;
    this.anchor = builder.anchor == null ? builder.message : builder.anchor;
  }

  /** Whether the finding speaks of what runs, or of a file that lies beside it unused. */
  public enum Scope {
    /** Part of the pipeline that runs. */
    ACTIVE,
    /** A file that no running service mounts; never an error, never a root cause. */
    INACTIVE
  }

  /**
   * Starts a finding.
   *
   * @param rule the id, {@code layer/what} in kebab case
   */
  public static Builder of(String rule, Severity severity) {
    return new Builder(rule, severity);
  }

  /** The id of the rule, {@code layer/what}. */
  public String rule() {
    return rule;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The part of the rule's id before the slash: which layer of the signal path this is about. */
  public String layer() {
    return rule.substring(0, rule.indexOf('/'));
  }

  /** What is wrong, in one line without a full stop, under some 100 characters. */
  public String message() {
    return message;
  }

  /** Where it is; empty only when no place exists (a server that does not answer). */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** What proves it, one fact a line; never holds a secret. */
  public List<String> evidence() {
    return evidence;
  }

  /** What to do; empty when nothing sensible can be said. */
  public Optional<Fix> fix() {
    return Optional.ofNullable(fix);
  }

  /**
   * The exact changes in files that mend it, all of them or none; empty when it needs a person or
   * new files, and when there is no file (a dashboard that was read from a server).
   */
  public List<Edit> edits() {
    if (fix == null) {
      return List.of();
    }
    Optional<Fix.Replacement> here = fix.replacement();
    boolean placed =
        location != null && location.line().isPresent() && location.column().isPresent();
    return here.isPresent() && location != null && placed
        ? List.of(new Edit(location, here.get().from(), here.get().to()))
        : fix.edits();
  }

  /** The consumers that are empty, wrong or refused because of it; sorted, without repeats. */
  public List<ConsumerRef> affects() {
    return affects;
  }

  /** Whether it is about what runs. */
  public Scope scope() {
    return scope;
  }

  /**
   * What it makes of the consumers that it affects: {@link Verdict#NO_DATA}, {@link Verdict#ZERO}
   * or {@link Verdict#QUERY_ERROR}; empty when it takes no data from anybody. A finding with an
   * effect is a root cause.
   */
  public Optional<Verdict> effect() {
    return Optional.ofNullable(effect);
  }

  /**
   * A name for this finding that survives edits elsewhere in the file: a hash of rule, source and
   * anchor text, without line numbers; 16 hex digits.
   */
  public String fingerprint() {
    String source = location == null ? "" : location.source().toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((rule + '\n' + source + '\n' + anchor).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A builder that starts from this finding. */
  public Builder toBuilder() {
    Builder builder = new Builder(rule, severity);
    builder.message = message;
    builder.location = location;
    builder.evidence.addAll(evidence);
    builder.fix = fix;
    builder.affects.addAll(affects);
    builder.scope = scope;
    builder.effect = effect;
    builder.anchor = anchor;
    return builder;
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding that
        && rule.equals(that.rule)
        && severity == that.severity
        && message.equals(that.message)
        && Objects.equals(location, that.location)
        && evidence.equals(that.evidence)
        && Objects.equals(fix, that.fix)
        && affects.equals(that.affects)
        && scope == that.scope
        && effect == that.effect
        && anchor.equals(that.anchor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, severity, message, location, evidence, affects);
  }

  @Override
  public String toString() {
    return severity.word() + " " + rule + " " + (location == null ? "" : location + " ") + message;
  }

  /** Collects the parts of a finding; not safe for use by several threads. */
  public static final class Builder {
    private final String rule;
    private Severity severity;
    private @Nullable String message;
    private @Nullable SourceLocation location;
    private final List<String> evidence = new ArrayList<>();
    private @Nullable Fix fix;
    private final TreeSet<ConsumerRef> affects = new TreeSet<>();
    private Scope scope = Scope.ACTIVE;
    private @Nullable Verdict effect;
    private @Nullable String anchor;

    private Builder(String rule, Severity severity) {
      if (!rule.matches("[a-z0-9]+/[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException("a rule id is layer/what in kebab case, not " + rule);
      }
      this.rule = rule;
      this.severity = Objects.requireNonNull(severity, "severity");
    }

    /** Replaces the severity. */
    public Builder severity(Severity severity) {
      this.severity = Objects.requireNonNull(severity, "severity");
      return this;
    }

    /** What is wrong; required. */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /** Where it is. */
    public Builder at(SourceLocation location) {
      this.location = Objects.requireNonNull(location, "location");
      return this;
    }

    /** Adds one fact that proves it. */
    public Builder evidence(String fact) {
      this.evidence.add(Objects.requireNonNull(fact, "fact"));
      return this;
    }

    /** What to do. */
    public Builder fix(Fix fix) {
      this.fix = Objects.requireNonNull(fix, "fix");
      return this;
    }

    /** Adds consumers that suffer from it; repeats are dropped. */
    public Builder affects(Collection<ConsumerRef> consumers) {
      this.affects.addAll(consumers);
      return this;
    }

    /** Whether it is about what runs; {@link Scope#ACTIVE} unless set. */
    public Builder scope(Scope scope) {
      this.scope = Objects.requireNonNull(scope, "scope");
      return this;
    }

    /** What it makes of the consumers that it affects; see {@link Finding#effect()}. */
    public Builder effect(Verdict effect) {
      this.effect = Objects.requireNonNull(effect, "effect");
      return this;
    }

    /** Takes the effect back: the finding is then no root cause. */
    public Builder withoutEffect() {
      this.effect = null;
      return this;
    }

    /** Replaces the consumers that suffer from it. */
    public Builder affectsOnly(Collection<ConsumerRef> consumers) {
      this.affects.clear();
      this.affects.addAll(consumers);
      return this;
    }

    /** The text that identifies the finding across edits; the message unless set. */
    public Builder anchor(String anchor) {
      this.anchor = Objects.requireNonNull(anchor, "anchor");
      return this;
    }

    /**
     * The finding.
     *
     * @throws NullPointerException when there is no message
     */
    public Finding build() {
      return new Finding(this);
    }
  }
}
