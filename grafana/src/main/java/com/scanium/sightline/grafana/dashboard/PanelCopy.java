package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.VariableOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A panel as it is shown once repeats are carried out: the panel itself, or one of its copies, with
 * the values that it is shown for and its place. Immutable.
 */
public final class PanelCopy {
  private final Panel panel;
  private final int index;
  private final Map<String, VariableOption> values;
  private final String title;
  private final @Nullable Long id;
  private final @Nullable CopyPosition position;

  PanelCopy(
      Panel panel,
      int index,
      Map<String, VariableOption> values,
      String title,
      @Nullable Long id,
      @Nullable CopyPosition position) {
    this.panel = Objects.requireNonNull(panel, "panel");
    this.index = index;
    this.values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.title = Objects.requireNonNull(title, "title");
    this.id = id;
    this.position = position;
  }

  /** The panel as the file has it. */
  public Panel panel() {
    return panel;
  }

  /** Which of the panel's copies this is, from 0, those of repeated rows counted on. */
  public int index() {
    return index;
  }

  /** The values that repeats give it, by variable; they win over the variable's own value. */
  public Map<String, VariableOption> values() {
    return values;
  }

  /** The title with these and the other known values in it; empty text when there is none. */
  public String title() {
    return title;
  }

  /**
   * The id: the panel's own for the first copy, in the classic schema the next free one for each
   * further copy, as Grafana hands them out; empty where there is none.
   */
  public OptionalLong id() {
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The place on its grid; empty where the layout decides (auto grid, rows of old files). */
  public Optional<CopyPosition> position() {
    return Optional.ofNullable(position);
  }

  @Override
  public String toString() {
    return panel.type() + " " + title + (position == null ? "" : " " + position);
  }
}
