/**
 * What follows from a PromQL expression without running it. {@link
 * com.scanium.sightline.promql.analysis.Emptiness} tells whether the result can hold anything,
 * given what each selector finds.
 */
@NullMarked
package com.scanium.sightline.promql.analysis;

import org.jspecify.annotations.NullMarked;
