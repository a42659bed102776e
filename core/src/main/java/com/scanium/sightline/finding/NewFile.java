package com.scanium.sightline.finding;

import java.util.Objects;

/**
 * A whole document that a fix proposes to add.
 *
 * @param kind what it is for, in one word that tells it from the others of the same fix, such as
 *     {@code grafana} or {@code mimir}
 * @param choice whether it is the one to add unless somebody asks for another
 * @param file where it belongs, relative to the folder of {@code sightline.yaml}, with {@code /}
 * @param text the document, with LF line ends
 */
public record NewFile(String kind, Choice choice, String file, String text) {
  /** Refuses absent parts. */
  public NewFile {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(text, "text");
  }

  /** Which of several documents to add. */
  public enum Choice {
    /** Added unless another one is asked for. */
    PROPOSED,
    /** Added only when it is asked for. */
    ALTERNATIVE
  }
}
