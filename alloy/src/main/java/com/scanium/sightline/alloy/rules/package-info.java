/**
 * Rules about what a running collector reaches: its scrape targets, and where its series go. They
 * judge what core inferred; the rules about the configuration's own text are elsewhere.
 */
@NullMarked
package com.scanium.sightline.alloy.rules;

import org.jspecify.annotations.NullMarked;
