/**
 * Grafana Alloy for Sightline. Start with {@link com.scanium.sightline.alloy.AlloyConfig}: it reads
 * the files of one instance and shows them to core as a collector.
 *
 * <p>The packages below can be used on their own: {@code syntax} reads the language, {@code eval}
 * evaluates expressions, {@code component} knows Alloy's components.
 */
@NullMarked
package com.scanium.sightline.alloy;

import org.jspecify.annotations.NullMarked;
