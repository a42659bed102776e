/**
 * The client of Mimir and of everything else that speaks the Prometheus query interface: {@link
 * com.scanium.sightline.mimir.client.MimirClient}.
 *
 * <p>Every question gives an {@link com.scanium.sightline.port.Answer}: what a store refuses, and a
 * store that does not answer, are values with a type, never an empty result. Beside queries the
 * client gives narrower doors: {@link com.scanium.sightline.mimir.client.Cardinality}, {@link
 * com.scanium.sightline.mimir.client.Ruler}, {@link
 * com.scanium.sightline.mimir.client.Alertmanager}, {@link
 * com.scanium.sightline.mimir.client.Server} and {@link
 * com.scanium.sightline.mimir.client.RemoteWriter}. Large ranges stream through {@link
 * com.scanium.sightline.mimir.client.SeriesConsumer} or {@link
 * com.scanium.sightline.mimir.client.SeriesStream}. {@link
 * com.scanium.sightline.mimir.client.RecordedAnswers} reads what others recorded.
 */
@NullMarked
package com.scanium.sightline.mimir.client;

import org.jspecify.annotations.NullMarked;
