/**
 * HTTP for clients of live systems: a {@link com.scanium.sightline.http.Transport} sends a {@link
 * com.scanium.sightline.http.Request} and lets a {@link com.scanium.sightline.http.ResponseHandler}
 * read the {@link com.scanium.sightline.http.Response} as a bounded stream.
 *
 * <p>{@link com.scanium.sightline.http.Transports} makes the one that talks to the network and the
 * decorators: retries, limits, a budget of requests, credentials, logging. Timeouts, response size
 * and concurrency are always bounded; a redirect is followed only within its origin; credentials
 * are {@link com.scanium.sightline.http.Secret}s that never appear in logs, exceptions or {@code
 * toString()}.
 *
 * <p>The HTTP library behind it appears in no signature and is loaded with the first request.
 */
@NullMarked
package com.scanium.sightline.http;

import org.jspecify.annotations.NullMarked;
