/**
 * Series as shapes, and what stages do to them: {@link com.scanium.sightline.signal.SeriesShape}
 * stands for all the series that one producer can make under one name.
 *
 * <p>A shape says per label which values are possible ({@link
 * com.scanium.sightline.signal.LabelDomain}), and a {@link
 * com.scanium.sightline.signal.LabelMatcher} asks it a question with three answers ({@link
 * com.scanium.sightline.signal.Match}). {@link com.scanium.sightline.signal.Shapes} makes shapes of
 * metric families. Everything here over-approximates: {@code NEVER} and {@code MUST} are proofs,
 * {@code MAY} is the rest. All values are immutable and safe for use by several threads.
 */
@NullMarked
package com.scanium.sightline.signal;

import org.jspecify.annotations.NullMarked;
