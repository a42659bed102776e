/**
 * What a store that speaks the Prometheus query interface answers, as values: query results of the
 * four kinds, series, native histograms, metadata, rules, alerts, targets and build information.
 *
 * <p>Sample values are exact: {@code NaN}, both infinities and the sign of zero survive. Times are
 * milliseconds since the epoch, as the store keeps them. All types are immutable.
 */
@NullMarked
package com.scanium.sightline.mimir.model;

import org.jspecify.annotations.NullMarked;
