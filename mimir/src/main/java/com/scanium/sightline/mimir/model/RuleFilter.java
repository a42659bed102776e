package com.scanium.sightline.mimir.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rules to list. Filters that a server does not know are ignored by it. Immutable. */
public final class RuleFilter {
  /** All rules with their alerts, in one answer. */
  public static final RuleFilter ALL = builder().build();

  private final RuleState.@Nullable Type type;
  private final List<String> rules;
  private final List<String> groups;
  private final List<String> files;
  private final List<String> selectors;
  private final boolean withoutAlerts;
  private final int pageSize;

  private RuleFilter(Builder builder) {
    this.type = builder.type;
    this.rules = List.copyOf(builder.rules);
    this.groups = List.copyOf(builder.groups);
    this.files = List.copyOf(builder.files);
    this.selectors = List.copyOf(builder.selectors);
    this.withoutAlerts = builder.withoutAlerts;
    this.pageSize = builder.pageSize;
  }

  /** Starts with all rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** Only rules of this kind; empty for both. */
  public Optional<RuleState.Type> type() {
    return Optional.ofNullable(type);
  }

  /** Only rules of these names; empty for all. */
  public List<String> rules() {
    return rules;
  }

  /** Only groups of these names; empty for all. */
  public List<String> groups() {
    return groups;
  }

  /** Only these files or namespaces; empty for all. */
  public List<String> files() {
    return files;
  }

  /** Only rules whose labels match one of these selectors; empty for all. Prometheus only. */
  public List<String> selectors() {
    return selectors;
  }

  /** Whether the alerts of the rules are left out. */
  public boolean isWithoutAlerts() {
    return withoutAlerts;
  }

  /** How many groups to fetch with one request; zero for all. */
  public int pageSize() {
    return pageSize;
  }

  /** Collects conditions; not safe for use by several threads. */
  public static final class Builder {
    private RuleState.@Nullable Type type;
    private final List<String> rules = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> selectors = new ArrayList<>();
    private boolean withoutAlerts;
    private int pageSize;

    private Builder() {}

    /** Only rules of this kind. */
    public Builder type(RuleState.Type type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /** Rules of this name too. */
    public Builder rule(String name) {
      rules.add(name);
      return this;
    }

    /** Groups of this name too. */
    public Builder group(String name) {
      groups.add(name);
      return this;
    }

    /** This file or namespace too. */
    public Builder file(String name) {
      files.add(name);
      return this;
    }

    /** Rules whose labels match this selector too. */
    public Builder selector(String selector) {
      selectors.add(selector);
      return this;
    }

    /** Leaves the alerts of the rules out. */
    public Builder withoutAlerts() {
      this.withoutAlerts = true;
      return this;
    }

    /**
     * Fetches so many groups with one request, until all are there.
     *
     * @throws IllegalArgumentException when not positive
     */
    public Builder pageSize(int groups) {
      if (groups < 1) {
        throw new IllegalArgumentException("a page must hold a group, was " + groups);
      }
      this.pageSize = groups;
      return this;
    }

    /** The filter. */
    public RuleFilter build() {
      return new RuleFilter(this);
    }
  }
}
