/**
 * What stands behind {@link com.scanium.sightline.http.Transports}: HttpClient 5 and Resilience4j
 * appear here and nowhere else. Not exported and not promised.
 */
@NullMarked
package com.scanium.sightline.http.internal;

import org.jspecify.annotations.NullMarked;
