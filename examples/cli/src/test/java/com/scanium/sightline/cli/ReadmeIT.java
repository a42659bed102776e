package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the README against what the command really does. */
class ReadmeIT {
  @Test
  void firstCommandShowsTheExcerpt() throws Exception {
    String command = block("sh", 0).strip();
    assertThat(command).startsWith("mvn -B -ntp -DskipTests package && ");
    String run = command.substring(command.indexOf("java -jar examples/cli/target/sightline.jar "));

    CommandRun answer = CommandRun.of(run.split(" +", 4)[3].split(" +"));

    assertThat(answer.status()).isZero();
    // a line of "…" stands for what the excerpt leaves out
    String rest = answer.out();
    for (String part : block("text", 0).split("(?m)^ *…\n", -1)) {
      assertThat(rest).contains(part);
      rest = rest.substring(rest.indexOf(part) + part.length());
    }
  }

  @Test
  void ciRunsTheCommandsOfTheReadme() throws Exception {
    String ci = Files.readString(CommandRun.root().resolve(".ci/run"));

    for (String command : block("sh", 0).strip().split(" && ")) {
      assertThat(ci).contains(command);
    }
    assertThat(ci).contains(block("sh", 1).strip());
    String test =
        blocks("sh").stream()
            .map(String::strip)
            .filter(command -> command.endsWith(" verify"))
            .findFirst()
            .orElseThrow();
    assertThat(ci).contains(test + " -Dsightline.it.required=true");
  }

  private static String block(String language, int index) throws IOException {
    return blocks(language).get(index);
  }

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    String readme = Files.readString(CommandRun.root().resolve("README.md"));
    String fence = "```" + language + "\n";
    for (int at = readme.indexOf(fence); at >= 0; at = readme.indexOf(fence, at + 1)) {
      int start = at + fence.length();
      blocks.add(readme.substring(start, readme.indexOf("```", start)));
    }
    return blocks;
  }
}
