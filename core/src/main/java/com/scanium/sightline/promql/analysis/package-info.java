/**
 * What can be said about a PromQL expression without running it.
 *
 * <p>{@link com.scanium.sightline.promql.analysis.Selectors} lists what it reads, {@link
 * com.scanium.sightline.promql.analysis.Emptiness} judges whether it can have a result. Answers are
 * three-valued ({@link com.scanium.sightline.signal.Match}): {@code MUST} and {@code NEVER} are
 * proofs. Stateless; all types are immutable and safe for use by several threads.
 */
@NullMarked
package com.scanium.sightline.promql.analysis;

import org.jspecify.annotations.NullMarked;
