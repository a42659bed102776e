package com.scanium.sightline.cli;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.component.ComponentRelabeling;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.signal.RelabelConfigs;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Spelling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists of relabel rules in a file: an Alloy configuration, or YAML as Prometheus reads it.
 *
 * @param lists the lists
 * @param problems what is wrong with the file, each in one line
 */
record RelabelRules(List<Listed> lists, List<String> problems) {
  /**
   * One list of rules.
   *
   * @param name the component or the place in the file
   * @param rules the rules
   * @param unknown why there are further rules that nobody can tell; null when there are none
   * @param targets the labels that go in as far as the file tells
   */
  record Listed(
      String name, Relabeling rules, @Nullable String unknown, List<Map<String, String>> targets) {}

  static RelabelRules read(String name, byte[] bytes) {
    return isAlloy(name) ? alloy(name, bytes) : yaml(name, bytes);
  }

  static RelabelRules read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CannotRunException(file + " is a folder");
    }
    return read(file.toString().replace('\\', '/'), Files.readAllBytes(file));
  }

  private static boolean isAlloy(String name) {
    return !name.endsWith(".yml") && !name.endsWith(".yaml") && !name.endsWith(".json");
  }

  private static RelabelRules alloy(String name, byte[] bytes) {
    AlloyConfig config = AlloyConfig.parse(SourceText.of(name, AlloySyntax.decode(bytes)));
    List<String> problems = new ArrayList<>();
    config
        .sources()
        .forEach(file -> file.problems().forEach(p -> problems.add(line(file.source(), p))));
    List<Listed> lists = new ArrayList<>();
    for (ComponentRelabeling found : config.relabelings()) {
      lists.add(
          new Listed(found.rules().stage(), found.rules(), found.unknownRule(), found.targets()));
    }
    return new RelabelRules(lists, problems);
  }

  private static RelabelRules yaml(String name, byte[] bytes) {
    SourceText source = SourceText.of(name, new String(bytes, StandardCharsets.UTF_8));
    RelabelConfigs configs = RelabelConfigs.read(source);
    return new RelabelRules(
        configs.lists().stream()
            .map(rules -> new Listed(rules.stage(), rules, null, List.of()))
            .toList(),
        configs.problems().stream().map(problem -> line(source, problem)).toList());
  }

  private static String line(SourceText source, Problem problem) {
    return source.location(problem.span()) + ": " + problem.message();
  }

  /** The lists of one component: of its whole name, or of what begins with it. */
  List<Listed> of(String component) {
    List<Listed> exact = lists.stream().filter(one -> one.name().equals(component)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    List<Listed> below = lists.stream().filter(one -> isBelow(one.name(), component)).toList();
    if (below.isEmpty()) {
      List<String> names = lists.stream().map(Listed::name).toList();
      Optional<String> near = Spelling.nearest(component, names);
      throw new CannotRunException(
          "no relabel rules in \""
              + component
              + "\"; "
              + (near.isPresent()
                  ? "did you mean " + near.get() + "?"
                  : "there are some in: " + String.join(", ", names)));
    }
    return below;
  }

  private static boolean isBelow(String name, String component) {
    return name.startsWith(component + " ")
        || name.startsWith(component + ".")
        || name.startsWith(component + "[")
        || name.contains("[" + component + "]");
  }
}
