/**
 * Grafana's template language: variables and their options, {@code $name} / {@code ${name:format}}
 * / {@code [[name]]} interpolation with every format, the Prometheus data source's own escaping,
 * and the arithmetic behind {@code $__interval}, {@code $__rate_interval} and {@code $__range}.
 *
 * <p>Start with {@link com.scanium.sightline.grafana.template.TemplateText} (which variables does a
 * text use?), {@link com.scanium.sightline.grafana.template.Interpolator} (what does it become?),
 * {@link com.scanium.sightline.grafana.template.PrometheusTemplates} (what does the data source
 * send?) and {@link com.scanium.sightline.grafana.template.PrometheusStep} (which step and windows
 * does the server choose?). All types are immutable.
 */
@NullMarked
package com.scanium.sightline.grafana.template;

import org.jspecify.annotations.NullMarked;
