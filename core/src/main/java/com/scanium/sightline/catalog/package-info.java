/**
 * What a backend can expose: {@link com.scanium.sightline.catalog.MetricCatalogs} reads it, {@link
 * com.scanium.sightline.catalog.MetricCatalog} holds it, {@link
 * com.scanium.sightline.catalog.MetricFamily} is one metric with its type and labels.
 *
 * <p>A declared catalog says what exists; an exposition snapshot adds what has series right now,
 * and with which values. All values are immutable and safe for use by several threads.
 */
@NullMarked
package com.scanium.sightline.catalog;

import org.jspecify.annotations.NullMarked;
