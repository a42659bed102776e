/**
 * Who sends what to whom in a configuration. Start with {@link
 * com.scanium.sightline.alloy.graph.ComponentGraph}.
 */
@NullMarked
package com.scanium.sightline.alloy.graph;

import org.jspecify.annotations.NullMarked;
