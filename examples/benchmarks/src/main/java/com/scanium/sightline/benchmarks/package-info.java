/** JMH benchmarks; {@code docs/benchmarks.md} says how to run them and what they gave. */
@NullMarked
package com.scanium.sightline.benchmarks;

import org.jspecify.annotations.NullMarked;
