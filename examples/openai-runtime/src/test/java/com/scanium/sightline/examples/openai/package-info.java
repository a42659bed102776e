/**
 * The incident on real servers: a Prometheus from the machine and a backend with the official
 * client library.
 */
@NullMarked
package com.scanium.sightline.examples.openai;

import org.jspecify.annotations.NullMarked;
