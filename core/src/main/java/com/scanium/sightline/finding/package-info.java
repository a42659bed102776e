/**
 * What Sightline says: findings, root causes, verdicts per panel query, coverage, and the report
 * that holds them.
 *
 * <p>Start with {@link com.scanium.sightline.finding.PipelineReport}. All types are immutable
 * values and safe for use by several threads. They know nothing of how they were found; how they
 * are printed is the business of package {@code report}.
 */
@NullMarked
package com.scanium.sightline.finding;

import org.jspecify.annotations.NullMarked;
