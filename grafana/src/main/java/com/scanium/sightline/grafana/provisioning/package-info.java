/**
 * What Grafana loads from {@code provisioning/}: data sources, dashboard providers, alert rules and
 * contact points, with the expansion of environment variables that Grafana does.
 *
 * <p>Start with {@link com.scanium.sightline.grafana.provisioning.GrafanaProvisioning}, which is
 * also the port through which the validator learns about data sources and alert rules.
 */
@NullMarked
package com.scanium.sightline.grafana.provisioning;

import org.jspecify.annotations.NullMarked;
