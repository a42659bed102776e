/**
 * The live walk: what the store says about the targets, metrics and queries that the files speak
 * of.
 *
 * <p>{@link com.scanium.sightline.live.LiveFacts} is measured once per validation with few, cheap
 * questions; rules judge it and ask nothing themselves.
 */
@NullMarked
package com.scanium.sightline.live;

import org.jspecify.annotations.NullMarked;
