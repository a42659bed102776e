/**
 * For tests that build on Sightline: transports and stores that answer from memory, and assertions
 * about reports.
 */
@NullMarked
package com.scanium.sightline.testing;

import org.jspecify.annotations.NullMarked;
