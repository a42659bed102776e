package com.scanium.sightline.grafana.dashboard;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One place where a panel is shown: its sections, its position, what it is repeated for. */
public final class Placement {
  private final List<Section> sections;
  private final @Nullable GridPosition position;
  private final @Nullable Repeat repeat;
  private final boolean conditional;

  Placement(
      List<Section> sections,
      @Nullable GridPosition position,
      @Nullable Repeat repeat,
      boolean conditional) {
    this.sections = List.copyOf(sections);
    this.position = position;
    this.repeat = repeat;
    this.conditional = conditional;
  }

  /** The rows and tabs around the panel, from the outermost to the innermost. */
  public List<Section> sections() {
    return sections;
  }

  /** The position on the grid; empty where the layout decides (auto grid, old rows). */
  public Optional<GridPosition> position() {
    return Optional.ofNullable(position);
  }

  /** What the panel itself is repeated for; its sections may be repeated as well. */
  public Optional<Repeat> repeat() {
    return Optional.ofNullable(repeat);
  }

  /** Whether it, or a section around it, is shown under a condition only. */
  public boolean isConditional() {
    return conditional || sections.stream().anyMatch(Section::isConditional);
  }

  /** Whether a section around it opens closed. */
  public boolean isCollapsed() {
    return sections.stream().anyMatch(Section::isCollapsed);
  }

  /** The repeats that bear on the panel, from the outermost section to the panel itself. */
  public List<Repeat> repeats() {
    return Stream.concat(
            sections.stream().flatMap(it -> it.repeat().stream()),
            Optional.ofNullable(repeat).stream())
        .toList();
  }

  /** The section variable of this name that the panel sees; the innermost section wins. */
  public Optional<Variable> variable(String name) {
    Objects.requireNonNull(name, "name");
    for (int i = sections.size() - 1; i >= 0; i--) {
      for (Variable variable : sections.get(i).variables()) {
        if (variable.name().equals(name)) {
          return Optional.of(variable);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return sections + (position == null ? "" : " " + position);
  }
}
