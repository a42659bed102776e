package com.scanium.sightline.http;

import java.io.IOException;

/**
 * Makes a value of an answer while its body streams in.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ResponseHandler<T> {
  /**
   * Reads what it needs. The body is closed when this returns; keep no reference to it.
   *
   * @throws IOException when the body cannot be read or does not hold what was expected
   */
  T handle(Response response) throws IOException;
}
