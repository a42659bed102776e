/**
 * What Alloy's expressions are worth: {@link com.scanium.sightline.alloy.eval.Evaluator} turns an
 * expression into a {@link com.scanium.sightline.alloy.eval.Value}.
 *
 * <p>Two kinds of values are known only when Alloy runs: what a component exports ({@link
 * com.scanium.sightline.alloy.eval.Value.Reference}) and what depends on something outside the
 * files ({@link com.scanium.sightline.alloy.eval.Value.Unknown}). Every other value says where it
 * was written, so that a finding can point at the string that holds an address.
 */
@NullMarked
package com.scanium.sightline.alloy.eval;

import org.jspecify.annotations.NullMarked;
