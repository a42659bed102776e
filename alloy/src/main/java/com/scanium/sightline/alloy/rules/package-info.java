/**
 * Rules about what a running collector reaches: its scrape targets, and where its series go. They
 * judge what core inferred ({@link com.scanium.sightline.alloy.rules.PathRules}). The rules about
 * the configuration's own text pass on what Alloy refuses ({@link
 * com.scanium.sightline.alloy.rules.ConfigurationRules}).
 */
@NullMarked
package com.scanium.sightline.alloy.rules;

import org.jspecify.annotations.NullMarked;
