package com.scanium.sightline.mimir.source;

import com.scanium.sightline.http.Transport;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.StoreOpener;

/** Opens Mimir, Prometheus and Cortex behind data sources of type {@code prometheus}. */
public final class MimirOpener implements StoreOpener {
  /** Made by {@link java.util.ServiceLoader}. */
  public MimirOpener() {}

  @Override
  public boolean opens(String datasourceType) {
    return datasourceType.equals("prometheus");
  }

  @Override
  public SeriesStore open(String url, Transport transport) {
    return MimirClient.builder(url).uncached().transport(transport).build();
  }
}
