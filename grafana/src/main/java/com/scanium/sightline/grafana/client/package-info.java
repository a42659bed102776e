/**
 * The client of Grafana: {@link com.scanium.sightline.grafana.client.GrafanaClient}.
 *
 * <p>Every question gives an {@link com.scanium.sightline.port.Answer}: what Grafana refuses, and a
 * Grafana that does not answer, are values with a type. Objects are views over the JSON that
 * Grafana sent, so nothing that has no accessor is lost.
 *
 * <p>{@link com.scanium.sightline.grafana.client.GrafanaClient#datasource datasource} gives the
 * transport through which clients of stores run behind Grafana, with Grafana's own credentials;
 * {@link com.scanium.sightline.grafana.client.RemoteGrafana} reads what a check needs.
 */
@NullMarked
package com.scanium.sightline.grafana.client;

import org.jspecify.annotations.NullMarked;
