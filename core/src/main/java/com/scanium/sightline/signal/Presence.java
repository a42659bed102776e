package com.scanium.sightline.signal;

/** On how many of the series of a shape a label exists. */
public enum Presence {
  /** On every one. */
  ALWAYS,
  /** On some, or not known. */
  SOMETIMES,
  /** On none. */
  NEVER
}
