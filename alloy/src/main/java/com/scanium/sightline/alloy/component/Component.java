package com.scanium.sightline.alloy.component;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;

/** One component of a configuration: a block at the top level that runs. Immutable. */
public final class Component {
  private final Section section;

  private Component(Section section) {
    this.section = section;
  }

  /** The component that a block stands for. */
  public static Component of(Section section) {
    return new Component(Objects.requireNonNull(section, "section"));
  }

  /** What kind of component it is, such as {@code prometheus.scrape}. */
  public String name() {
    return section.name();
  }

  /** Its label; empty when it has none. */
  public Optional<String> label() {
    return section.block().label();
  }

  /**
   * Name and label with a dot between, as other components refer to it; inside a custom component
   * with the ids of those around it before, each with a slash behind.
   */
  public String id() {
    String own = label().map(label -> name() + "." + label).orElse(name());
    return section.scope().prefix() + own;
  }

  /** Its block. */
  public Section section() {
    return section;
  }

  /** The place of its name and label. */
  public SourceLocation location() {
    return section.location();
  }

  @Override
  public String toString() {
    return id();
  }
}
