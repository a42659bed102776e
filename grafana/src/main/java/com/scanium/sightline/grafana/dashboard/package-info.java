/**
 * Dashboards as Grafana stores them, of every schema: the classic one (old {@code rows} to the
 * newest {@code panels}) and v2 ({@code elements} and {@code layout}), bare, in API envelopes or as
 * Kubernetes-style resources.
 *
 * <p>Start with {@link com.scanium.sightline.grafana.dashboard.DashboardSet} (files and folders) or
 * {@link com.scanium.sightline.grafana.dashboard.DashboardReader} (one text). Dashboards, panels,
 * targets and variables are views over the located tree: what isn't modelled stays reachable
 * through {@code doc()}, and nothing is lost. All types are immutable.
 */
@NullMarked
package com.scanium.sightline.grafana.dashboard;

import org.jspecify.annotations.NullMarked;
