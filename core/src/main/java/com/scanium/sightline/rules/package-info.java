/**
 * The rules that need only core's vocabulary: what the catalogs have and have not, traffic, and the
 * files that describe the network. Found through {@link com.scanium.sightline.validation.RuleSet};
 * nothing here is called directly.
 */
@NullMarked
package com.scanium.sightline.rules;

import org.jspecify.annotations.NullMarked;
