/**
 * The rules about dashboards, provisioning and Grafana-managed alert rules, and the keys of {@code
 * sightline.yaml} that this module reads.
 *
 * <p>Found by {@link java.util.ServiceLoader}; nothing here needs to be called by hand.
 */
@NullMarked
package com.scanium.sightline.grafana.rules;

import org.jspecify.annotations.NullMarked;
