package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads 300 large dashboards in a process with a small heap: what is needed is the largest one, not
 * the sum, whose trees would take several hundred megabytes.
 */
class LargeDashboardsTest {
  private static final int DASHBOARDS = 300;
  private static final int PANELS = 20;

  @TempDir private static Path folder;

  @BeforeAll
  static void writeDashboards() throws IOException {
    Path dashboards = Files.createDirectory(folder.resolve("dashboards"));
    for (int i = 0; i < DASHBOARDS; i++) {
      Files.writeString(dashboards.resolve("d" + i + ".json"), dashboard(i));
    }
    Files.writeString(folder.resolve("sightline.yaml"), "dashboards: [dashboards]\n");
    assertThat(Files.size(dashboards.resolve("d0.json"))).isGreaterThan(150_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "dashboards lint",
        "dashboards list",
        "dashboards queries",
        "dashboards metrics",
        "check"
      })
  void theLargestDashboardDecidesWhatMemoryIsNeeded(String command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.add((command.equals("check") ? folder : folder.resolve("dashboards")).toString());

    String out = run("-Xmx64m", arguments);

    assertThat(out).doesNotContain("OutOfMemoryError", "internal error").isNotBlank();
  }

  private static String run(String heap, List<String> arguments) throws Exception {
    Path options = Files.writeString(folder.resolve("options.txt"), classPath());
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(heap, "-XX:+UseSerialGC", "@" + options, Main.class.getName()));
    line.addAll(arguments);
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(arguments.toString()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static String classPath() {
    return "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"";
  }

  /** On one line, as servers give them: a place must not keep the line. */
  private static String dashboard(int number) {
    StringBuilder out = new StringBuilder();
    out.append("{\"uid\":\"large-").append(number).append("\",\"title\":\"Large ").append(number);
    out.append("\",\"schemaVersion\":41,\"panels\":[");
    for (int panel = 1; panel <= PANELS; panel++) {
      out.append(panel == 1 ? "" : ",").append("{\"id\":").append(panel);
      out.append(
              ",\"type\":\"timeseries\",\"datasource\":{\"type\":\"prometheus\"},\"title\":\"Panel ")
          .append(panel);
      out.append("\",\"targets\":[{\"refId\":\"A\",\"expr\":\"sum by (job) (rate(app_")
          .append(number * PANELS + panel)
          .append("_total{job=~\\\"$job\\\"}[5m]))\"}],\"fieldConfig\":{\"overrides\":[");
      for (int override = 0; override < 120; override++) {
        out.append(override == 0 ? "" : ",")
            .append("{\"matcher\":{\"id\":\"byName\",\"options\":\"")
            .append(override)
            .append("\"},\"properties\":[{\"id\":\"unit\",\"value\":\"s\"}]}");
      }
      out.append("]}}");
    }
    return out.append(
            "],\"templating\":{\"list\":[{\"name\":\"job\",\"type\":\"custom\",\"query\":\"a,b\"}]}}")
        .toString();
  }
}
