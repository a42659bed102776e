/**
 * Regular expressions as Prometheus, Alloy and Loki use them: RE2 syntax, linear time.
 *
 * <p>Start with {@link com.scanium.sightline.regex.Regex}: {@link
 * com.scanium.sightline.regex.Regex#anchored(String)} for label matchers and relabeling, {@link
 * com.scanium.sightline.regex.Regex#unanchored(String)} for line filters and pipeline stages. A
 * pattern that does not compile is a value, {@link
 * com.scanium.sightline.regex.Regex.Outcome.Invalid}, not an exception. A compiled pattern also
 * knows facts that need no input: the finite set of strings it accepts, whether it accepts
 * everything or nothing, and how its matches begin. Facts are proofs; an unknown fact says "no".
 */
@NullMarked
package com.scanium.sightline.regex;

import org.jspecify.annotations.NullMarked;
