package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.ProxyConfig;
import java.net.URI;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Sends requests through a proxy. */
final class Proxying {
  private Proxying() {}

  static void through(ProxyConfig proxy, HttpClientBuilder client) {
    URI address = proxy.address();
    int port = address.getPort() >= 0 ? address.getPort() : 80;
    HttpHost host = new HttpHost(address.getScheme(), address.getHost(), port);
    client.setRoutePlanner(
        new DefaultRoutePlanner(null) {
          @Override
          protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
            return proxy.isDirect(target.getHostName()) ? null : host;
          }
        });
    if (proxy.user().isPresent() && proxy.password().isPresent()) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          new AuthScope(host),
          new UsernamePasswordCredentials(
              proxy.user().get(), proxy.password().get().reveal().toCharArray()));
      client.setDefaultCredentialsProvider(credentials);
    }
  }
}
