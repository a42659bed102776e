package com.scanium.sightline.port;

import java.util.Objects;

/** Thrown by {@link Answer#orElseThrow()} for those who want a failed question as an exception. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** An exception for this failure. */
  public StoreException(Failure failure) {
    super(Objects.requireNonNull(failure, "failure").kind() + ": " + failure.message());
    this.failure = failure;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }
}
