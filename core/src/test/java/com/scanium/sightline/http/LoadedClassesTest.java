package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A program that sends no request pays nothing for the libraries that would. */
class LoadedClassesTest {
  private static final String HTTP_CLIENT = "org.apache.hc.";
  private static final String RESILIENCE = "io.github.resilience4j.";

  /** Makes one of each and, when told to, sends a request. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      try (Transport transport =
          Transports.logging(
              Transports.retrying(
                  Transports.breaking(
                      Transports.limited(Transports.http(HttpConfig.DEFAULT), LimitConfig.DEFAULT),
                      BreakerConfig.DEFAULT),
                  RetryConfig.DEFAULT))) {
        if (arguments.length > 0) {
          transport.exchange(Request.get(URI.create(arguments[0])), Response::status);
        }
      } catch (TransportException e) {
        System.out.println("failed: " + e.kind());
      }
    }
  }

  private static List<String> loaded(String... arguments) throws Exception {
    String path =
        Stream.of("java.class.path", "jdk.module.path")
            .map(name -> System.getProperty(name, ""))
            .filter(value -> !value.isEmpty())
            .reduce((one, other) -> one + File.pathSeparator + other)
            .orElseThrow();
    String tests =
        new File(
                LoadedClassesTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .getPath();
    List<String> command =
        new ArrayList<>(
            List.of(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-Xshare:off",
                "-Xlog:class+load:stdout",
                "-cp",
                path
                    + File.pathSeparator
                    + tests
                    + File.pathSeparator
                    + new File("target/test-classes").getAbsolutePath(),
                Program.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().filter(line -> line.contains("[class,load]")).toList();
  }

  @Test
  void withoutARequestNoneOfTheirClassesIsLoaded() throws Exception {
    List<String> classes = loaded();
    assertThat(classes).anyMatch(line -> line.contains(Transports.class.getName()));
    assertThat(classes).noneMatch(line -> line.contains(HTTP_CLIENT) || line.contains(RESILIENCE));
  }

  @Test
  void withARequestTheyAre() throws Exception {
    List<String> classes = loaded("http://no-such-host.invalid/");
    assertThat(classes).anyMatch(line -> line.contains(HTTP_CLIENT));
    assertThat(classes).anyMatch(line -> line.contains(RESILIENCE));
  }
}
