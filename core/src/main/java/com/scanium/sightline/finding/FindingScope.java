package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are meant: those of some rules, everywhere or in one place.
 *
 * <p>The place is a dashboard, a panel of it or an alert rule, as findings name whom they hit; or a
 * file, or a range of one, as findings name where they stand. Immutable.
 */
public final class FindingScope {
  private final RuleGlob rules;
  private final @Nullable String dashboard;
  private final @Nullable Long panel;
  private final @Nullable String alert;
  private final @Nullable String file;
  private final @Nullable SourceLocation range;

  private FindingScope(Builder builder) {
    this.rules = builder.rules;
    this.dashboard = builder.dashboard;
    this.panel = builder.panel;
    this.alert = builder.alert;
    this.file = builder.file;
    this.range = builder.range;
  }

  /**
   * Starts a scope.
   *
   * @param rules the id of a rule, or a pattern such as {@code grafana/*}
   * @throws IllegalArgumentException when it is neither
   */
  public static Builder of(String rules) {
    return new Builder(new RuleGlob(rules));
  }

  /** The rules. */
  public RuleGlob rules() {
    return rules;
  }

  /** The dashboard's uid, or its file when it has none; empty for all. */
  public Optional<String> dashboard() {
    return Optional.ofNullable(dashboard);
  }

  /** The panel's id; empty for all. */
  public OptionalLong panel() {
    return panel == null ? OptionalLong.empty() : OptionalLong.of(panel);
  }

  /** The alert rule's uid or {@code group/name}; empty for all. */
  public Optional<String> alert() {
    return Optional.ofNullable(alert);
  }

  /** The file, or a pattern of files with {@code *} and {@code **}; empty for all. */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }

  /** The range of a file that findings stand in; empty for all. */
  public Optional<SourceLocation> range() {
    return Optional.ofNullable(range);
  }

  /** Whether it speaks of somebody who asks: a dashboard, a panel, an alert rule. */
  public boolean isOfConsumers() {
    return dashboard != null || panel != null || alert != null;
  }

  /** This scope, with the range in which what it names stands. */
  public FindingScope within(SourceLocation place) {
    Builder builder = toBuilder();
    builder.range = Objects.requireNonNull(place, "place");
    return builder.build();
  }

  /** Whether a finding is meant for one of those whom it hits. */
  public boolean covers(Finding finding, ConsumerRef consumer) {
    return rules.matches(finding.rule())
        && (file == null || isInFile(finding))
        && (dashboard == null || Optional.of(dashboard).equals(consumer.dashboard()))
        && (panel == null
            || (consumer.panel().isPresent() && consumer.panel().getAsLong() == panel))
        && (alert == null || Optional.of(alert).equals(consumer.alert()));
  }

  /**
   * Whether a finding is meant for all whom it hits: it stands in the place, and the place is no
   * consumer's, or the finding hits none.
   */
  public boolean coversWhole(Finding finding) {
    if (!rules.matches(finding.rule()) || (file != null && !isInFile(finding))) {
      return false;
    }
    if (isOfConsumers() && (!finding.affects().isEmpty() || range == null)) {
      return false;
    }
    return range == null || finding.location().filter(at -> contains(range, at)).isPresent();
  }

  private boolean isInFile(Finding finding) {
    Optional<String> name = finding.location().map(SourceLocation::file);
    if (name.isEmpty() || file == null) {
      return false;
    }
    if (file.indexOf('*') < 0) {
      return name.get().equals(file) || name.get().startsWith(file + "/");
    }
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + file).matches(Path.of(name.get()));
    } catch (InvalidPathException e) {
      return false; // a URL or a name that no file can have
    }
  }

  private static boolean contains(SourceLocation range, SourceLocation at) {
    if (!range.source().equals(at.source())) {
      return false;
    }
    if (range.line().isEmpty()) {
      return true;
    }
    int line = at.line().orElse(0);
    int column = at.column().orElse(1);
    int first = range.line().getAsInt();
    int last = range.endLine().orElse(first);
    boolean before = line < first || (line == first && column < range.column().orElse(1));
    boolean behind =
        line > last || (line == last && column >= range.endColumn().orElse(Integer.MAX_VALUE));
    return !before && !behind;
  }

  private Builder toBuilder() {
    Builder builder = new Builder(rules);
    builder.dashboard = dashboard;
    builder.panel = panel;
    builder.alert = alert;
    builder.file = file;
    builder.range = range;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FindingScope that
        && rules.equals(that.rules)
        && Objects.equals(dashboard, that.dashboard)
        && Objects.equals(panel, that.panel)
        && Objects.equals(alert, that.alert)
        && Objects.equals(file, that.file)
        && Objects.equals(range, that.range);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rules, dashboard, panel, alert, file, range);
  }

  /** The rules, and the place in words. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(rules.text());
    if (dashboard != null) {
      out.append(" in dashboard ").append(dashboard);
    }
    if (panel != null) {
      out.append(" panel ").append(panel);
    }
    if (alert != null) {
      out.append(" in alert rule ").append(alert);
    }
    if (file != null) {
      out.append(" in ").append(file);
    }
    return out.toString();
  }

  /** Collects the parts of a scope; not safe for use by several threads. */
  public static final class Builder {
    private final RuleGlob rules;
    private @Nullable String dashboard;
    private @Nullable Long panel;
    private @Nullable String alert;
    private @Nullable String file;
    private @Nullable SourceLocation range;

    private Builder(RuleGlob rules) {
      this.rules = rules;
    }

    /** Only for this dashboard: its uid, or its file when it has none. */
    public Builder dashboard(String dashboard) {
      this.dashboard = Objects.requireNonNull(dashboard, "dashboard");
      return this;
    }

    /** Only for the panel with this id. */
    public Builder panel(long panel) {
      this.panel = panel;
      return this;
    }

    /** Only for this alert rule: its uid, or {@code group/name} when it has none. */
    public Builder alert(String alert) {
      this.alert = Objects.requireNonNull(alert, "alert");
      return this;
    }

    /** Only in this file or folder; {@code *} stands for any name, {@code **} for any folders. */
    public Builder file(String file) {
      this.file = Objects.requireNonNull(file, "file");
      return this;
    }

    /** Only in this range of a file. */
    public Builder within(SourceLocation range) {
      this.range = Objects.requireNonNull(range, "range");
      return this;
    }

    /** The scope. */
    public FindingScope build() {
      return new FindingScope(this);
    }
  }
}
