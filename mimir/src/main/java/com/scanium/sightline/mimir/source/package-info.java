/**
 * Reads this module's keys of {@code sightline.yaml}. Not exported; {@link java.util.ServiceLoader}
 * finds {@link com.scanium.sightline.mimir.source.MimirSource}.
 */
@NullMarked
package com.scanium.sightline.mimir.source;

import org.jspecify.annotations.NullMarked;
