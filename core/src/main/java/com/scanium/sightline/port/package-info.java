/**
 * The doors between core and the products: what a collector, a set of dashboards or a store must
 * answer so that the validator can judge the path between them.
 *
 * <p>What comes back from a live system is an {@link com.scanium.sightline.port.Answer}: a known
 * value, a typed {@link com.scanium.sightline.port.Failure}, or the statement that nobody asked. An
 * empty answer proves absence; a failed one proves nothing.
 */
@NullMarked
package com.scanium.sightline.port;

import org.jspecify.annotations.NullMarked;
