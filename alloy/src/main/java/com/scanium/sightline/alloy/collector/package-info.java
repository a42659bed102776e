/**
 * What a configuration does to series, logs and traces, in core's words: {@link
 * com.scanium.sightline.alloy.collector.Translation} turns components into scrape jobs, receivers,
 * delivery paths and write endpoints.
 *
 * <p>Not exported: the door is {@link com.scanium.sightline.alloy.AlloyConfig}. What a component
 * does and is not modelled here makes everything behind it open, never absent.
 */
@NullMarked
package com.scanium.sightline.alloy.collector;

import org.jspecify.annotations.NullMarked;
