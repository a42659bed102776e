package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that is wrong with a configuration. Immutable. */
public final class Defect {
  private final String rule;
  private final Phase phase;
  private final Severity severity;
  private final Basis basis;
  private final SourceLocation location;
  private final String message;
  private final List<String> evidence;
  private final @Nullable Fix fix;
  private final @Nullable Object owner;
  private final String subject;
  private final String part;

  private Defect(Builder builder) {
    this.rule = builder.rule;
    this.phase = builder.phase;
    this.severity = builder.severity;
    this.basis = builder.basis;
    this.location = builder.location;
    this.message = builder.message;
    this.evidence = List.copyOf(builder.evidence);
    this.fix = builder.fix;
    this.owner = builder.owner;
    this.subject = builder.subject;
    this.part = builder.part;
  }

  /** Who notices it. */
  public enum Phase {
    /** {@code alloy validate} says it, and Alloy refuses the configuration. */
    VALIDATE,
    /** Alloy refuses the configuration when it loads it. */
    LOAD,
    /** Alloy runs the configuration; it doesn't do what it looks like. */
    ADVICE
  }

  /** What a proof rests on. */
  public enum Basis {
    /** The files alone: every release of Alloy refuses it. */
    FILES,
    /**
     * The files alone, of which some may be missing: they may belong to a folder that is loaded.
     */
    PARTIAL_FILES,
    /** The catalogue: those releases refuse it that the catalogue covers. */
    CATALOGUE
  }

  static Builder of(String rule, Phase phase, SourceLocation location) {
    return new Builder(rule, phase, location);
  }

  /** The id of the rule that reports it, such as {@code alloy/cycle}. */
  public String rule() {
    return rule;
  }

  /** Who notices it. */
  public Phase phase() {
    return phase;
  }

  /** How bad it is for the releases that the catalogue describes. */
  public Severity severity() {
    return severity;
  }

  /** What the proof rests on. */
  public Basis basis() {
    return basis;
  }

  /** Where it is. */
  public SourceLocation location() {
    return location;
  }

  /** What is wrong, in one line. */
  public String message() {
    return message;
  }

  /** Further facts, one a line. */
  public List<String> evidence() {
    return evidence;
  }

  /** What to do; empty when nothing sensible can be said. */
  public Optional<Fix> fix() {
    return Optional.ofNullable(fix);
  }

  /** The body or cycle that it belongs to, which others may belong to too. */
  Optional<Object> owner() {
    return Optional.ofNullable(owner);
  }

  /** The block that is wrong, as messages call it. */
  String subject() {
    return subject;
  }

  /** The argument or block that it is about. */
  String part() {
    return part;
  }

  /** A copy with another message, further evidence and another fix. */
  Defect retold(String newMessage, List<String> moreEvidence, @Nullable Fix newFix) {
    Builder builder = new Builder(rule, phase, location);
    builder.severity = severity;
    builder.basis = basis;
    builder.owner = owner;
    builder.subject = subject;
    builder.part = part;
    builder.message = newMessage;
    builder.evidence.addAll(evidence);
    builder.evidence.addAll(moreEvidence);
    builder.fix = newFix;
    return new Defect(builder);
  }

  /**
   * How bad it is for one release.
   *
   * @param version the release of Alloy in use, null when it is not known
   */
  public Severity severity(Catalogue catalogue, @Nullable String version) {
    boolean isProved =
        switch (basis) {
          case FILES -> true;
          case PARTIAL_FILES -> false;
          case CATALOGUE -> version != null && catalogue.covers(version);
        };
    return isProved || severity != Severity.ERROR ? severity : Severity.WARNING;
  }

  /** The defect as a finding of a rule. */
  public Finding finding(Severity asBad) {
    Finding.Builder finding = Finding.of(rule, asBad).message(message).at(location);
    evidence.forEach(finding::evidence);
    if (fix != null) {
      finding.fix(fix);
    }
    return finding.build();
  }

  @Override
  public String toString() {
    return severity.word() + " " + rule + " at " + location + ": " + message;
  }

  /** Collects the parts of a defect; not safe for use by several threads. */
  static final class Builder {
    private final String rule;
    private final Phase phase;
    private final SourceLocation location;
    private final List<String> evidence = new ArrayList<>();
    private Severity severity;
    private Basis basis = Basis.FILES;
    private String message = "";
    private @Nullable Fix fix;
    private @Nullable Object owner;
    private String subject = "";
    private String part = "";

    private Builder(String rule, Phase phase, SourceLocation location) {
      this.rule = Objects.requireNonNull(rule, "rule");
      this.phase = Objects.requireNonNull(phase, "phase");
      this.location = Objects.requireNonNull(location, "location");
      this.severity = phase == Phase.ADVICE ? Severity.WARNING : Severity.ERROR;
    }

    Builder message(String text) {
      this.message = text;
      return this;
    }

    Builder evidence(String fact) {
      evidence.add(fact);
      return this;
    }

    Builder evidence(List<String> facts) {
      evidence.addAll(facts);
      return this;
    }

    Builder fix(String text) {
      this.fix = Fix.of(text);
      return this;
    }

    /**
     * An exact fix where a name at the defect's place is a slip of one that is known, else words.
     *
     * @param before what stands before the name at that place
     * @param written the name
     * @param known what it may be
     */
    Builder renaming(String before, String written, Collection<String> known, String otherwise) {
      this.fix =
          Spelling.slip(written, known)
              .flatMap(name -> Edit.onLine(location, before + written, before + name))
              .map(edit -> Fix.editing("write " + edit.to(), List.of(edit)))
              .orElseGet(() -> Fix.of(otherwise));
      return this;
    }

    Builder basis(Basis known) {
      this.basis = known;
      return this;
    }

    Builder severity(Severity known) {
      this.severity = known;
      return this;
    }

    /**
     * Says what it is about.
     *
     * @param block the block whose body is wrong
     * @param called what messages call that block
     * @param name the argument or block in it
     */
    Builder about(Object block, String called, String name) {
      this.owner = block;
      this.subject = called;
      this.part = name;
      return this;
    }

    Defect build() {
      return new Defect(this);
    }
  }
}
