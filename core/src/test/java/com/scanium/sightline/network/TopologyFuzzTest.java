package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd shapes in the places where other shapes are expected: answers or problems, no exceptions. */
class TopologyFuzzTest {
  private static final String[] KEYS = {
    "services",
    "a",
    "b",
    "image",
    "container_name",
    "hostname",
    "networks",
    "network_mode",
    "ports",
    "expose",
    "environment",
    "env_file",
    "extra_hosts",
    "labels",
    "depends_on",
    "volumes",
    "configs",
    "secrets",
    "healthcheck",
    "test",
    "disable",
    "profiles",
    "links",
    "command",
    "entrypoint",
    "extends",
    "file",
    "service",
    "include",
    "path",
    "name",
    "external",
    "aliases",
    "driver_opts",
    "o",
    "device",
    "source",
    "target",
    "type",
    "published",
    "tmpfs",
    "content",
    "default",
    "<<",
    "ipv4_address"
  };
  private static final String[] VALUES = {
    "a",
    "b",
    "80:80",
    "70000",
    "1-99999",
    "\"\\0\"",
    "${X",
    "${X}",
    "${X:-y}",
    "$",
    "~",
    "true",
    "service:a",
    "service:b",
    "container:a",
    "host",
    "none",
    "./x:/y:ro",
    "\"\"",
    ":",
    "=",
    "a=b",
    "a:b",
    "bind",
    "[::1]:1:2",
    "'x \"y'",
    "3.5",
    "../..",
    "/",
    "self.yml"
  };

  @TempDir private Path folder;

  static LongStream seeds() {
    return new Random(23).longs(1500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyShapeIsReadOrReported(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve("self.yml");
    Path other = folder.resolve("other.yml");
    Files.writeString(
        file, "services: {a: " + value(random, 0) + ", b: " + value(random, 0) + "}\n");
    Files.writeString(other, value(random, 0) + "\n");
    NetworkTopology topology =
        ComposeTopology.load(
            folder, List.of(ComposeProject.builder(file, other).build(), ComposeProject.of(other)));
    ask(topology);
    ask(topology.observed(InspectTopology.read(SourceText.of("i.json", inspect(random)))));
  }

  private static void ask(NetworkTopology topology) {
    for (ContainerService from : topology.services()) {
      for (ContainerService to : topology.services()) {
        for (String name : List.of(to.name(), "localhost", "x.y", "10.0.0.1", "")) {
          assertThat(topology.resolve(from, name).evidence()).isNotEmpty();
        }
        assertThat(topology.stableNames(from, to)).isNotNull();
      }
    }
    assertThat(topology.mountsOf(Path.of("/x/y"))).isNotNull();
    topology.problems().forEach(problem -> assertThat(problem.message()).isNotBlank());
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 1 : 4);
    StringBuilder out = new StringBuilder();
    if (kind == 0) {
      String value = VALUES[random.nextInt(VALUES.length)];
      return value.matches("[\\w./-]+|\".*\"|'.*'|~") ? value : "'" + value.replace("'", "") + "'";
    }
    boolean list = kind == 1;
    out.append(list ? "[" : "{");
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append(list ? "" : KEYS[random.nextInt(KEYS.length)] + ": ");
      out.append(value(random, depth + 1)).append(i > 1 ? ", " : "");
    }
    return out.append(list ? "]" : "}").toString();
  }

  private static String inspect(Random random) {
    String[] parts = {
      "null",
      "1",
      "\"x\"",
      "\"\\u0000\"",
      "[]",
      "{}",
      "[\"a:b\"]",
      "{\"a\": \"b\"}",
      "[null]",
      "{\"n\": {\"Aliases\": [1, \"q\"], \"DNSNames\": null, \"IPAddress\": 5}}",
      "\"container:x\"",
      "[{\"Type\": \"bind\", \"Source\": \"/a\\u0000\", \"Destination\": \"/b\"}, {}]"
    };
    StringBuilder out = new StringBuilder("[{\"NetworkSettings\": {\"Networks\": ");
    out.append(parts[random.nextInt(parts.length)]).append(", \"Ports\": ");
    out.append(parts[random.nextInt(parts.length)]).append("}");
    for (String key : List.of("Id", "Name", "Mounts", "State")) {
      out.append(", \"" + key + "\": " + parts[random.nextInt(parts.length)]);
    }
    out.append(", \"Config\": {\"Labels\": " + parts[random.nextInt(parts.length)]);
    out.append(", \"Cmd\": " + parts[random.nextInt(parts.length)]);
    out.append(", \"Env\": " + parts[random.nextInt(parts.length)] + "}");
    out.append(", \"HostConfig\": {\"NetworkMode\": " + parts[random.nextInt(parts.length)]);
    return out.append("}}, {\"Driver\": 1, \"Name\": \"n\", \"Containers\": ")
        .append(parts[random.nextInt(parts.length)])
        .append("}]")
        .toString();
  }
}
