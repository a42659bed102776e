package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.testing.FakeTransport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransportMetricsTest {
  private static final Request QUESTION = Request.get(URI.create("http://store/api"));
  private static final RetryConfig QUICK =
      new RetryConfig(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TransportMetrics metrics = TransportMetrics.micrometer(registry, "mimir");

  private double retries(String kind) {
    return registry
        .get("resilience4j.retry.calls")
        .tag("name", "mimir")
        .tag("kind", kind)
        .functionCounter()
        .count();
  }

  private Timer requests(String status, String outcome) {
    return registry
        .get("sightline.http.requests")
        .tag("client", "mimir")
        .tag("method", "GET")
        .tag("status", status)
        .tag("outcome", outcome)
        .timer();
  }

  /** Answers 503 so many times, then 200. */
  private static Transport healing(int failures) {
    AtomicInteger asked = new AtomicInteger();
    return FakeTransport.answering(
        request -> Response.text(asked.incrementAndGet() <= failures ? 503 : 200, "x"));
  }

  @Test
  void eachSendingIsTimedWithItsStatusAndRetriesAreCounted() throws Exception {
    try (Transport transport =
        Transports.retrying(Transports.measured(healing(1), metrics), QUICK, metrics)) {
      assertThat(transport.exchange(QUESTION, Response::status)).isEqualTo(200);
      assertThat(transport.exchangeAsync(QUESTION, Response::status).get()).isEqualTo(200);
      assertThat(requests("503", "handler").count()).isEqualTo(1);
      assertThat(requests("200", "answered").count()).isEqualTo(2);
      assertThat(retries("successful_with_retry")).isEqualTo(1);
      assertThat(retries("successful_without_retry")).isEqualTo(1);
    }
  }

  @Test
  void retriesThatDoNotHelpAreCountedAsSuch() throws Exception {
    try (Transport transport = Transports.retrying(healing(100), QUICK, metrics)) {
      assertThat(transport.exchange(QUESTION, Response::status)).isEqualTo(503);
      assertThat(transport.exchangeAsync(QUESTION, Response::status).get()).isEqualTo(503);
      assertThat(retries("failed_with_retry")).isEqualTo(2);
    }
  }

  @Test
  void aFailureWithoutAnswerIsTimedByItsKind() {
    Transport refusing =
        FakeTransport.answering(
            request -> {
              throw new TransportException(TransportException.Kind.REFUSED, "nobody");
            });
    try (Transport transport = Transports.measured(refusing, metrics)) {
      assertThatThrownBy(() -> transport.exchange(QUESTION, Response::status))
          .isInstanceOf(TransportException.class);
      assertThat(transport.exchangeAsync(QUESTION, Response::status)).isCompletedExceptionally();
    }
    assertThat(requests("none", "refused").count()).isEqualTo(2);
  }

  @Test
  void theBreakerAndTheRateLimiterShowWhereTheyAre() throws Exception {
    BreakerConfig breaker = new BreakerConfig(1, 1, Duration.ofMinutes(1));
    try (Transport transport =
        Transports.breaking(
            Transports.limited(healing(100), new LimitConfig(2, 7, Duration.ofHours(1)), metrics),
            breaker,
            metrics)) {
      assertThat(transport.exchange(QUESTION, Response::status)).isEqualTo(503);
      assertThat(
              registry
                  .get("resilience4j.circuitbreaker.state")
                  .tags("name", "mimir", "state", "open")
                  .gauge()
                  .value())
          .isEqualTo(1);
      assertThat(
              registry
                  .get("resilience4j.ratelimiter.available.permissions")
                  .tag("name", "mimir")
                  .gauge()
                  .value())
          .isEqualTo(6);
    }
    assertThat(registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
        .as("a closed transport leaves no gauges behind")
        .noneMatch(name -> name.startsWith("resilience4j.circuitbreaker.state"));
  }

  @Test
  void withoutMetricsNothingIsPutAround() {
    Transport transport = healing(0);
    assertThat(Transports.measured(transport, TransportMetrics.NONE)).isSameAs(transport);
  }

  /** Asks a server that is not there, as a program of a user would. */
  static final class WithoutMicrometer {
    private WithoutMicrometer() {}

    public static void main(String[] arguments) {
      try (Transport transport =
          Transports.retrying(
              Transports.breaking(
                  Transports.limited(
                      Transports.measured(
                          Transports.http(HttpConfig.DEFAULT), TransportMetrics.NONE),
                      LimitConfig.DEFAULT),
                  BreakerConfig.DEFAULT),
              RetryConfig.DEFAULT)) {
        transport.exchange(
            Request.get(URI.create("http://no-such-host.invalid/")), Response::status);
      } catch (TransportException e) {
        System.out.println("failed: " + e.kind());
      }
    }
  }

  /** Counts requests with Micrometer, and retries if it can. */
  static final class WithMicrometer {
    private WithMicrometer() {}

    public static void main(String[] arguments) throws Exception {
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      TransportMetrics metrics = TransportMetrics.micrometer(registry, "mimir");
      try (Transport transport =
          Transports.retrying(Transports.measured(healing(1), metrics), QUICK, metrics)) {
        transport.exchange(QUESTION, Response::status);
        List<String> names =
            registry.getMeters().stream().map(meter -> meter.getId().getName()).distinct().toList();
        System.out.println("meters: " + names);
      }
    }
  }

  private static String run(Class<?> program, Predicate<String> kept) throws Exception {
    String path =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(name -> System.getProperty(name, ""))
            .flatMap(all -> Arrays.stream(all.split(Pattern.quote(File.pathSeparator))))
            .filter(entry -> !entry.isEmpty() && kept.test(new File(entry).getName()))
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-cp",
                path + File.pathSeparator + new File("target/test-classes").getAbsolutePath(),
                program.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void everythingWorksWithoutMicrometerOnTheClassPath() throws Exception {
    assertThat(run(WithoutMicrometer.class, jar -> !jar.contains("micrometer")))
        .contains("failed: DNS");
  }

  @Test
  void requestsAreTimedWithoutTheBindingOfResilience4j() throws Exception {
    assertThat(run(WithMicrometer.class, jar -> !jar.startsWith("resilience4j-micrometer")))
        .contains("meters: [sightline.http.requests]");
    assertThat(run(WithMicrometer.class, jar -> true)).contains("resilience4j.retry.calls");
  }
}
