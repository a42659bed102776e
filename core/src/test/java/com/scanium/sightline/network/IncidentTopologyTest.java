package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.network.Resolution.Outcome;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The network facts of real incidents; skipped with this reason when the corpus is absent. */
class IncidentTopologyTest {
  @Test
  void everyComposeFileIsReadWithoutProblems() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(incidents())) {
      files =
          walk.filter(file -> file.getFileName().toString().matches("docker-compose.*\\.ya?ml"))
              .sorted()
              .toList();
    }
    int services = 0;
    for (Path file : files) {
      NetworkTopology topology = ComposeTopology.load(file);
      assertThat(topology.problems()).as(file.toString()).isEmpty();
      services += topology.services().size();
    }
    assertThat(files).hasSize(71);
    assertThat(services).isEqualTo(231);
  }

  @Test
  void theCollectorSharesNoNetworkWithTheBackend() throws IOException {
    NetworkTopology topology = load("2026-01-10-ALLOY_NOT_ON_BACKEND_NETWORK");
    ContainerService alloy = topology.service("monitoring", "alloy").orElseThrow();
    Resolution resolution = topology.resolve(alloy, "scanium-backend");
    assertThat(resolution.outcome()).isEqualTo(Outcome.NOT_ON_SHARED_NETWORK);
    assertThat(resolution.isCertain()).isTrue();
    assertThat(resolution.targets().get(0).service()).hasToString("compose/backend");
    assertThat(resolution.evidence())
        .containsExactly(
            "\"monitoring/alloy\" is on \"scanium-observability\", \"backend_scanium-network\"",
            "\"compose/backend\" is on \"compose_scanium_net\"");
  }

  @Test
  void theBackendIsReachedByItsContainerNameOnly() throws IOException {
    NetworkTopology topology = load("2026-01-12-RCA_OPENAI_RUNTIME_EMPTY");
    ContainerService alloy = topology.services("alloy").get(0);
    Resolution resolution = topology.resolve(alloy, "scanium-backend");
    assertThat(resolution.outcome()).isEqualTo(Outcome.CONTAINER_NAME_ONLY);
    Resolution.Target backend = resolution.targets().get(0);
    assertThat(backend.networks()).containsExactly("backend_scanium-network");
    assertThat(topology.stableNames(alloy, backend.service())).containsExactly("backend");
    assertThat(topology.resolve(alloy, "backend").outcome()).isEqualTo(Outcome.RESOLVES);
    assertThat(topology.resolve(alloy, "mimir").outcome()).isEqualTo(Outcome.RESOLVES);
    Path mounted =
        incidents().resolve("2026-01-12-RCA_OPENAI_RUNTIME_EMPTY/files/monitoring/alloy/alloy.hcl");
    assertThat(topology.mountsOf(mounted))
        .extracting(MountUse::containerPath, MountUse::command)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "/etc/alloy/config.alloy", MountUse.Command.NAMES_IT));
    assertThat(topology.mountsOf(mounted.resolveSibling("config.alloy"))).isEmpty();
  }

  private static NetworkTopology load(String incident) throws IOException {
    Path folder = incidents().resolve(incident);
    Doc facts =
        DocReader.read(SourceText.load(folder.resolve("incident.json"), folder)).orElseThrow();
    List<ComposeProject> projects =
        facts.path("inputs", "compose").orElseThrow().items().stream()
            .map(file -> folder.resolve("files").resolve(file.asString().orElseThrow()))
            .map(ComposeProject::of)
            .toList();
    return ComposeTopology.load(folder.resolve("files"), projects);
  }

  private static Path incidents() {
    Path root = Path.of(System.getProperty("sightline.corpus", "missing")).resolve("incidents");
    assumeTrue(Files.isDirectory(root), "NOT RUN: no corpus at " + root);
    return root;
  }
}
