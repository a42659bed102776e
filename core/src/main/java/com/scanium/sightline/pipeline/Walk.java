package com.scanium.sightline.pipeline;

/** How far a validation goes. */
public enum Walk {
  /** Files only: no socket is opened. */
  STATIC,
  /** Files first, then the servers are asked. */
  LIVE
}
