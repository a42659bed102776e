/**
 * The static walk: what arrives in the store, and whether a query can find it.
 *
 * <p>{@link com.scanium.sightline.inference.Inference} starts with the shapes of the series that
 * the catalogs can produce, finds out which scrape targets reach whom, pushes the shapes through
 * the collectors' stages, and judges every query against what arrives. Only what is proved
 * impossible counts against a query, and every proof names its {@link
 * com.scanium.sightline.inference.Reason}. Rules turn reasons into findings; nothing here does.
 */
@NullMarked
package com.scanium.sightline.inference;

import org.jspecify.annotations.NullMarked;
