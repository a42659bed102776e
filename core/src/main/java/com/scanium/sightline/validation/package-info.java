/**
 * The front door: {@link com.scanium.sightline.validation.PipelineValidator} takes the parts of a
 * pipeline, walks the signal path and gives a {@link com.scanium.sightline.finding.PipelineReport}.
 *
 * <p>Extended in two ways, both found by {@link java.util.ServiceLoader}: a {@link
 * com.scanium.sightline.validation.PipelineSource} reads keys of {@code sightline.yaml}, a {@link
 * com.scanium.sightline.validation.RuleSet} brings rules. Facts are computed once and shared by all
 * rules through {@link com.scanium.sightline.validation.RuleContext}.
 */
@NullMarked
package com.scanium.sightline.validation;

import org.jspecify.annotations.NullMarked;
