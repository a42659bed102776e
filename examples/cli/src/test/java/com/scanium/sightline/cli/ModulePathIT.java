package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs a small named module against the built jars, as an application would. */
class ModulePathIT {
  private static final String PROGRAM =
      """
      package shop;

      import com.scanium.sightline.finding.RootCause;
      import com.scanium.sightline.validation.PipelineValidator;
      import com.scanium.sightline.validation.RuleSets;
      import java.nio.file.Path;

      public final class Main {
        public static void main(String[] args) {
          System.out.println(RuleSets.onPath().stream().mapToInt(set -> set.rules().size()).sum());
          try (PipelineValidator validator = PipelineValidator.fromFile(Path.of(args[0]))) {
            for (RootCause cause : validator.validate().rootCauses()) {
              System.out.println(cause.finding().rule());
            }
          }
        }
      }
      """;

  private static final String MODULE =
      """
      module shop {
        requires com.scanium.sightline.alloy;
        requires com.scanium.sightline.grafana;
        requires com.scanium.sightline.mimir;
      }
      """;

  @TempDir Path folder;

  @Test
  void aNamedModuleFindsRulesAndSources() throws IOException, InterruptedException {
    Path source = Files.createDirectories(folder.resolve("src/shop"));
    Files.writeString(source.resolve("Main.java"), PROGRAM);
    Files.writeString(folder.resolve("src/module-info.java"), MODULE);
    Path classes = folder.resolve("classes");
    String modulePath = modulePath();

    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int compiled =
        compiler.run(
            null,
            null,
            null,
            "--module-path",
            modulePath,
            "-d",
            classes.toString(),
            folder.resolve("src/module-info.java").toString(),
            source.resolve("Main.java").toString());
    assertThat(compiled).isZero();

    List<String> lines = run(modulePath + File.pathSeparator + classes);
    assertThat(Integer.parseInt(lines.get(0))).isGreaterThan(35);
    assertThat(lines.subList(1, lines.size()))
        .containsExactly("alloy/target-by-container-name", "traffic/no-series-yet");
  }

  private static List<String> run(String modulePath) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath,
                "--module",
                "shop/shop.Main",
                "../openai-runtime/broken/sightline.yaml")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return out.lines().toList();
  }

  /** The jars of the class path that a program needs at run time, without the command and tests. */
  private static String modulePath() {
    List<String> wanted =
        List.of(
            "sightline-core",
            "sightline-alloy",
            "sightline-grafana",
            "sightline-mimir",
            "jackson-core",
            "snakeyaml-engine",
            "re2j",
            "slf4j-api",
            "httpclient5",
            "httpcore5",
            "resilience4j",
            "jspecify");
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    wanted.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(path).contains("sightline-core", "sightline-mimir", "re2j");
    return path;
  }
}
