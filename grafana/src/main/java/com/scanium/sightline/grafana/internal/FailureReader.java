package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.port.Failure;

/** Tells from a status and the beginning of a body what one product means by it. */
public interface FailureReader {
  /**
   * What an answer other than a success means.
   *
   * @param body the beginning of the body, secrets masked; no HTML page
   * @param where the address without secrets
   */
  Failure read(Call<?> call, int status, Headers headers, String body, String where);
}
