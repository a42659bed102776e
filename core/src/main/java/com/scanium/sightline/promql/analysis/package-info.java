/**
 * What can be said about a PromQL expression without running it.
 *
 * <p>{@link com.scanium.sightline.promql.analysis.Selectors} lists what it reads, {@link
 * com.scanium.sightline.promql.analysis.LabelFlow} which labels the result has, {@link
 * com.scanium.sightline.promql.analysis.Emptiness} whether it can have a result, {@link
 * com.scanium.sightline.promql.analysis.TypeMisuse} where types are misused; {@link
 * com.scanium.sightline.promql.analysis.RegexFact} and {@link
 * com.scanium.sightline.promql.analysis.CostFact} speak of single selectors. Answers are
 * three-valued ({@link com.scanium.sightline.signal.Match}): {@code MUST} and {@code NEVER} are
 * proofs. Stateless; all types are immutable and safe for use by several threads.
 */
@NullMarked
package com.scanium.sightline.promql.analysis;

import org.jspecify.annotations.NullMarked;
