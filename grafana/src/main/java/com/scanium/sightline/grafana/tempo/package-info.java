/**
 * Tempo's own configuration file: {@link com.scanium.sightline.grafana.tempo.TempoConfig} finds
 * what Tempo refuses to start with, and tells which span metrics it makes.
 */
@NullMarked
package com.scanium.sightline.grafana.tempo;

import org.jspecify.annotations.NullMarked;
