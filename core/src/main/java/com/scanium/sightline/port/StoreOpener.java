package com.scanium.sightline.port;

import com.scanium.sightline.http.Transport;

/**
 * Opens the stores of one kind behind a transport, such as the data source proxy of a dashboard
 * server; found by {@link java.util.ServiceLoader}.
 */
public interface StoreOpener {
  /** Whether data sources of this type lead to such a store. */
  boolean opens(String datasourceType);

  /**
   * A store; nothing is sent yet.
   *
   * @param url its address as the transport takes it
   * @param transport carries the questions and stays the caller's
   */
  SeriesStore open(String url, Transport transport);
}
