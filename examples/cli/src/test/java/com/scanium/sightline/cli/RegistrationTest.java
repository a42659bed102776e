package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.validation.RuleSets;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The module path reads {@code module-info}, the class path reads service files: both must agree.
 */
class RegistrationTest {
  @ParameterizedTest
  @ValueSource(strings = {"core", "alloy", "grafana", "mimir"})
  void bothPathsSeeTheSameServices(String module) throws IOException {
    Path root = Path.of("../..").resolve(module);
    Map<String, List<String>> declared = new TreeMap<>();
    try (InputStream in = Files.newInputStream(root.resolve("target/classes/module-info.class"))) {
      ModuleDescriptor.read(in)
          .provides()
          .forEach(
              service ->
                  declared.put(service.service(), service.providers().stream().sorted().toList()));
    }
    Map<String, List<String>> onClassPath = new TreeMap<>();
    try (Stream<Path> files = Files.list(root.resolve("src/main/resources/META-INF/services"))) {
      for (Path file : files.toList()) {
        onClassPath.put(
            String.valueOf(file.getFileName()),
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).sorted().toList());
      }
    }

    assertThat(declared).isNotEmpty().isEqualTo(onClassPath);
    assertThat(RuleSets.onPath().stream().map(set -> set.getClass().getName()))
        .containsAll(declared.getOrDefault("com.scanium.sightline.validation.RuleSet", List.of()));
  }
}
