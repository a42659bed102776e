package com.scanium.sightline.promql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows a selector or a subquery: {@code offset}, {@code @}, {@code anchored}, {@code
 * smoothed}.
 *
 * @param offsetNode how far back the data is read; null when no offset is written
 * @param atNode the evaluation time; null when no {@code @} is written
 * @param extension the window's treatment of its ends
 */
public record SelectorModifiers(
    @Nullable PromQlDuration offsetNode, @Nullable AtModifier atNode, Extension extension) {
  /** No modifiers. */
  public static final SelectorModifiers NONE = new SelectorModifiers(null, null, Extension.NONE);

  /** The offset; empty when none is written. */
  public Optional<PromQlDuration> offset() {
    return Optional.ofNullable(offsetNode);
  }

  /** The evaluation time; empty when none is written. */
  public Optional<AtModifier> at() {
    return Optional.ofNullable(atNode);
  }

  /** Whether there is no modifier at all. */
  public boolean isEmpty() {
    return offsetNode == null && atNode == null && extension == Extension.NONE;
  }

  SelectorModifiers withOffset(PromQlDuration offset) {
    return new SelectorModifiers(offset, atNode, extension);
  }

  SelectorModifiers withAt(AtModifier at) {
    return new SelectorModifiers(offsetNode, at, extension);
  }

  SelectorModifiers withExtension(Extension changed) {
    return new SelectorModifiers(offsetNode, atNode, changed);
  }

  /** How a window treats its ends (experimental). */
  public enum Extension {
    /** As always: only the samples within the window. */
    NONE(""),
    /** {@code anchored}: the sample before the window's start counts too. */
    ANCHORED("anchored"),
    /** {@code smoothed}: values at both ends are interpolated. */
    SMOOTHED("smoothed");

    private final String keyword;

    Extension(String keyword) {
      this.keyword = keyword;
    }

    /** The keyword, empty for {@link #NONE}. */
    public String keyword() {
      return keyword;
    }
  }
}
