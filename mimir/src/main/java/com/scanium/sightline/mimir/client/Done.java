package com.scanium.sightline.mimir.client;

/** The server did what it was asked to; there is nothing more to say. */
public enum Done {
  /** The only value. */
  DONE
}
