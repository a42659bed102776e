package com.scanium.sightline.cli;

/** Says in one line why the command cannot do what it was asked for; the caller can mend that. */
final class CannotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotRunException(String message) {
    super(message);
  }

  CannotRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
