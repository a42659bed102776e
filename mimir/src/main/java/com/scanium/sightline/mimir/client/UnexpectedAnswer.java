package com.scanium.sightline.mimir.client;

import java.io.IOException;

/** The body is not what the question was for; becomes a protocol error. */
final class UnexpectedAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(String message) {
    super(message);
  }
}
