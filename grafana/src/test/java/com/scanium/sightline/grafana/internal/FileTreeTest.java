package com.scanium.sightline.grafana.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir private Path folder;

  @Test
  void followsALinkThatIsGivenAndKeepsItsName() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real/team"));
    Files.writeString(real.resolve("one.json"), "{}");
    Path link = folder.resolve("dashboards");
    assumeThatCode(() -> Files.createSymbolicLink(link, folder.resolve("real")))
        .doesNotThrowAnyException();

    assertThat(FileTree.files(link, List.of(".json")))
        .containsExactly(link.resolve("team/one.json"));
  }

  @Test
  void walksNoLoop() throws IOException {
    Files.writeString(folder.resolve("one.json"), "{}");
    assumeThatCode(() -> Files.createSymbolicLink(folder.resolve("loop"), folder))
        .doesNotThrowAnyException();

    assertThat(FileTree.files(folder, List.of(".json")))
        .containsExactly(folder.resolve("one.json"));
  }
}
