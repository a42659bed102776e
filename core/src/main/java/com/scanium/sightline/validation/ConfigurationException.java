package com.scanium.sightline.validation;

import java.io.Serial;

/** A validation that cannot run: {@code sightline.yaml} is missing or wrong. One line says why. */
public final class ConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what is wrong and where, one line
   */
  public ConfigurationException(String message) {
    super(message);
  }

  /**
   * A refusal with what led to it.
   *
   * @param message what is wrong and where, one line
   * @param cause what led to it
   */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
