package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks the files of one Alloy instance. Stateless and safe for use by several threads. */
public final class AlloyCheck {
  private AlloyCheck() {}

  /**
   * Everything that is wrong with a configuration.
   *
   * <p>Errors in the syntax come alone: behind one the tree has gaps, and gaps look like defects.
   *
   * @param files the files, which share one namespace, in any order
   * @return what Alloy refuses in the order in which {@code alloy validate} says it, then what runs
   *     and leads nowhere
   */
  public static List<Defect> check(List<AlloyFile> files, CheckOptions options) {
    List<AlloyFile> sorted =
        files.stream()
            .sorted(Comparator.comparing(file -> file.source().location().file()))
            .toList();
    List<Defect> syntax = new ArrayList<>();
    sorted.forEach(file -> syntax(file, syntax));
    if (!syntax.isEmpty()) {
      return List.copyOf(syntax);
    }
    Catalogue catalogue = Catalogue.builtIn();
    Realm root = RealmReader.read(catalogue, options, sorted);
    List<Defect> found = new ArrayList<>(Validator.of(catalogue, options, root));
    // behind a refusal the graph has gaps, and each one is a dead end
    if (found.stream().noneMatch(AlloyCheck::isRefused)) {
      found.addAll(DeadEnds.of(catalogue, graph(root, options), root.mentioned()));
    }
    return List.copyOf(found);
  }

  private static ComponentGraph graph(Realm root, CheckOptions options) {
    Scope scope = Scope.builder().environment(options.environment()).build();
    List<Component> components = new ArrayList<>();
    for (Realm.Node node : root.nodes().values()) {
      if (node.kind() == Realm.Kind.COMPONENT) {
        components.add(Component.of(new Section(node.source(), scope, node.block())));
      }
    }
    return ComponentGraph.of(components);
  }

  /**
   * What {@code alloy validate} says: {@link #check} without what it doesn't look at. A
   * configuration is valid when this is empty.
   */
  public static List<Defect> validate(List<AlloyFile> files, CheckOptions options) {
    return check(files, options).stream()
        .filter(defect -> defect.phase() == Phase.VALIDATE)
        .toList();
  }

  /** Whether Alloy refuses a configuration because of a defect. */
  public static boolean isRefused(Defect defect) {
    return defect.phase() != Phase.ADVICE && defect.severity() == Severity.ERROR;
  }

  private static void syntax(AlloyFile file, List<Defect> into) {
    file.problems()
        .forEach(
            problem ->
                into.add(
                    Defect.of(
                            "alloy/syntax", Phase.VALIDATE, file.source().location(problem.span()))
                        .message(problem.message())
                        .build()));
    if (!file.isValid()) {
      return;
    }
    file.body().stream()
        .filter(Statement.Attribute.class::isInstance)
        .map(Statement.Attribute.class::cast)
        .findFirst()
        .ifPresent(
            attribute ->
                into.add(
                    Defect.of(
                            "alloy/misplaced-block",
                            Phase.VALIDATE,
                            file.source().location(attribute.name().span()))
                        .message(
                            "\""
                                + attribute.name().text()
                                + "\" is an argument where only blocks are")
                        .fix("remove it, or put it into the block that it belongs to")
                        .build()));
  }
}
