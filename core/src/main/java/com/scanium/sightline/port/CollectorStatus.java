package com.scanium.sightline.port;

import java.util.List;

/** A running collector that can be asked how it fares. Safe for use by several threads. */
public interface CollectorStatus extends AutoCloseable {
  /** The collector's address for people, without secrets. */
  String address();

  /** Its components and their health. */
  Answer<List<ComponentHealth>> components();

  @Override
  void close();

  /**
   * How one component fares.
   *
   * @param id the component
   * @param state such as {@code healthy}, {@code unhealthy}, {@code exited}
   * @param message what it says about it; may be empty
   */
  record ComponentHealth(String id, String state, String message) {}
}
