/**
 * The ports: how a collector, dashboards, data sources, alert rules and stores show themselves to
 * core, which knows none of their products.
 *
 * <p>What a running system says comes as an {@link com.scanium.sightline.port.Answer}: known,
 * failed (with a typed {@link com.scanium.sightline.port.Failure}), or not asked.
 *
 * <p>A module that reads one product's files implements the interfaces here and hands over values
 * made with the builders. Whatever it could not understand it says as {@link
 * com.scanium.sightline.port.Setting#unknown unknown}, never as absent.
 */
@NullMarked
package com.scanium.sightline.port;

import org.jspecify.annotations.NullMarked;
