package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The transport that talks to the network.
 *
 * <p>HttpClient is stripped of what it would do on its own: repeat a 503, follow redirects with all
 * headers, keep cookies, cache credentials, inflate without a limit. {@link Exchange} does what is
 * wanted of that.
 */
public final class HttpClientTransport implements Transport {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final HttpConfig config;
  private final CloseableHttpClient client;
  private final BoundedDns dns;
  private final ScheduledThreadPoolExecutor alarms;
  private final ThreadPoolExecutor workers;
  private final Set<Exchange<?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A transport with these limits. */
  public HttpClientTransport(HttpConfig config) {
    this.config = config;
    int number = NUMBERS.incrementAndGet();
    this.dns =
        new BoundedDns(config.connectTimeout(), daemons("sightline-http-" + number + "-dns-"));
    this.client = client(config, dns);
    this.alarms =
        new ScheduledThreadPoolExecutor(1, daemons("sightline-http-" + number + "-alarm-"));
    alarms.setRemoveOnCancelPolicy(true);
    alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.workers =
        new ThreadPoolExecutor(
            config.maxConnections(),
            config.maxConnections(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("sightline-http-" + number + "-worker-"));
    workers.allowCoreThreadTimeOut(true);
  }

  private static CloseableHttpClient client(HttpConfig config, BoundedDns dns) {
    Timeout connect = Timeout.of(config.connectTimeout());
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(config.maxConnections())
            .setMaxConnPerRoute(config.maxConnectionsPerOrigin())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(Timeout.of(config.responseTimeout()))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build())
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
            .setTlsSocketStrategy(
                config
                    .sslContext()
                    .map(tls -> ClientTlsStrategyBuilder.create().setSslContext(tls))
                    .orElseGet(ClientTlsStrategyBuilder::create)
                    .buildClassic())
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxHeaderCount(200)
                            .setMaxLineLength(64 * 1024)
                            .setMaxEmptyLineCount(10)
                            .build())
                    .build())
            .setDnsResolver(dns)
            .build();
    HttpClientBuilder client = HttpClients.custom();
    config.proxy().ifPresent(proxy -> Proxying.through(proxy, client));
    return client
        .setConnectionManager(connections)
        .setUserAgent(config.userAgent())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    return run(new Exchange<>(client, config, request, handler));
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    Exchange<T> exchange = new Exchange<>(client, config, request, handler);
    LinkedFuture<T> answer = new LinkedFuture<>();
    answer.onCancel(() -> exchange.stop(TransportException.Kind.CANCELLED));
    try {
      workers.execute(
          () -> {
            try {
              answer.complete(run(exchange));
            } catch (Throwable failure) {
              answer.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(closedFailure());
    }
    return answer;
  }

  private <T> T run(Exchange<T> exchange) throws TransportException {
    running.add(exchange);
    try {
      if (closed) {
        throw closedFailure();
      }
      return exchange.run(alarms);
    } finally {
      running.remove(exchange);
    }
  }

  private static TransportException closedFailure() {
    return new TransportException(TransportException.Kind.CLOSED, "the transport is closed");
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(exchange -> exchange.stop(TransportException.Kind.CLOSED));
    client.close(CloseMode.IMMEDIATE);
    // what still waits in the queue runs into the closed flag and so completes its future
    workers.shutdown();
    alarms.shutdownNow();
    dns.close();
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger threads = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + threads.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
