/**
 * Finds what is wrong with a configuration although it can be read: what {@code alloy validate}
 * refuses, what Alloy refuses when it loads, and what runs but leads nowhere. Start with {@link
 * com.scanium.sightline.alloy.check.AlloyCheck}.
 *
 * <p>The order of the defects is that of {@code alloy validate}: modules first, then configuration
 * blocks with the loops among them, components, services, and at last the cycles.
 */
@NullMarked
package com.scanium.sightline.alloy.check;

import org.jspecify.annotations.NullMarked;
