/**
 * The client of Loki: {@link com.scanium.sightline.grafana.loki.LokiClient}.
 *
 * <p>Every question gives an {@link com.scanium.sightline.port.Answer}: what Loki refuses, and a
 * Loki that does not answer, are values with a type, never an empty result. Times of log lines keep
 * their nanoseconds; long answers can be read line by line as they stream in.
 */
@NullMarked
package com.scanium.sightline.grafana.loki;

import org.jspecify.annotations.NullMarked;
