package com.scanium.sightline.grafana.internal;

import java.io.IOException;

/** A body is not what the question was for; becomes a protocol error. */
public final class UnexpectedAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it, in one clause. */
  public UnexpectedAnswer(String message) {
    super(message);
  }
}
