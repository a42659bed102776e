package com.scanium.sightline.cli;

/** When to colour text. */
enum ColorMode {
  /** When a person reads it on a terminal that takes colours. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  boolean isOn(Console console) {
    return this == ALWAYS || (this == AUTO && console.likesColor());
  }
}
