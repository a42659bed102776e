/**
 * The client of Mimir and of everything else that speaks the Prometheus query interface: {@link
 * com.scanium.sightline.mimir.client.MimirClient}.
 *
 * <p>Every question gives an {@link com.scanium.sightline.port.Answer}: what a store refuses, and a
 * store that does not answer, are values with a type, never an empty result.
 */
@NullMarked
package com.scanium.sightline.mimir.client;

import org.jspecify.annotations.NullMarked;
