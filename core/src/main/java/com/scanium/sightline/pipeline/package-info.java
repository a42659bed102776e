/**
 * The parts of one pipeline, side by side and not yet judged: {@link
 * com.scanium.sightline.pipeline.Pipeline}, with the team's {@link
 * com.scanium.sightline.pipeline.Policy} and the {@link com.scanium.sightline.pipeline.Versions} in
 * use.
 */
@NullMarked
package com.scanium.sightline.pipeline;

import org.jspecify.annotations.NullMarked;
