package com.scanium.sightline.alloy.component;

import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds what Alloy refuses in a configuration although its syntax is fine. */
public final class ConfigurationCheck {
  private final Catalogue catalogue;
  private final ComponentGraph graph;
  private final Declared declared;
  private final List<Defect> found = new ArrayList<>();

  private ConfigurationCheck(Catalogue catalogue, ComponentGraph graph, Declared declared) {
    this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
    this.graph = Objects.requireNonNull(graph, "graph");
    this.declared = Objects.requireNonNull(declared, "declared");
  }

  /**
   * What a configuration declares itself.
   *
   * @param customNames the labels of its {@code declare} blocks
   * @param namespaces the labels of its {@code import} blocks
   * @param isWhole whether all files of the instance are there; a single file of a folder is not
   */
  public record Declared(Set<String> customNames, Set<String> namespaces, boolean isWhole) {
    /** Takes copies. */
    public Declared {
      customNames = Set.copyOf(customNames);
      namespaces = Set.copyOf(namespaces);
    }

    /** Whether a component's name is one that the configuration declares or imports. */
    public boolean has(String name) {
      int dot = name.indexOf('.');
      return customNames.contains(name) || (dot > 0 && namespaces.contains(name.substring(0, dot)));
    }
  }

  /**
   * Checks the components of one instance.
   *
   * @return what is wrong, in the order of the files
   */
  public static List<Defect> of(Catalogue catalogue, ComponentGraph graph, Declared declared) {
    ConfigurationCheck check = new ConfigurationCheck(catalogue, graph, declared);
    graph.components().values().forEach(check::component);
    return List.copyOf(check.found);
  }

  private void component(Component component) {
    if (declared.has(component.name())) {
      return;
    }
    Optional<Catalogue.Entry> entry = catalogue.component(component.name());
    if (entry.isPresent()) {
      found.addAll(BodyCheck.of(catalogue, component, entry.get().body()));
      references(component.section().block().body(), component.section().source());
    } else if (!catalogue.wasRemoved(component.name(), "*")) {
      unknown(component);
    }
  }

  private void unknown(Component component) {
    List<String> known = new ArrayList<>(catalogue.componentNames());
    known.addAll(declared.customNames());
    List<String> near = Spelling.nearest(component.name(), known);
    found.add(
        new Defect(
            "alloy/unknown-component",
            Defect.Basis.CATALOGUE,
            component.location(),
            "Alloy has no component \"" + component.name() + "\"",
            List.of(),
            near.isEmpty()
                ? Fix.of("remove the block, or declare or import a component of that name")
                : Fix.of("did you mean \"" + String.join("\", \"", near) + "\"?")));
  }

  private void references(List<Statement> body, SourceText source) {
    for (Statement statement : body) {
      if (statement instanceof Statement.Attribute attribute) {
        for (References.Chain chain : References.in(attribute.value())) {
          reference(chain, source);
        }
      } else if (statement instanceof Statement.Block block) {
        references(block.body(), source);
      }
    }
  }

  /** A chain that names a component of the catalogue and a label that no block has. */
  private void reference(References.Chain chain, SourceText source) {
    if (graph.target(chain.path()).isPresent()) {
      return;
    }
    Optional<String> name = componentName(chain.path());
    if (name.isEmpty()) {
      return;
    }
    String rest = chain.path().substring(name.get().length() + 1);
    String label = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    List<String> labels =
        graph.components().values().stream()
            .filter(component -> component.name().equals(name.get()))
            .flatMap(component -> component.label().stream())
            .sorted()
            .toList();
    List<String> evidence =
        labels.isEmpty()
            ? List.of("no block " + name.get() + " is there at all")
            : List.of("labels of " + name.get() + ": " + String.join(", ", labels));
    List<String> near = Spelling.nearest(label, labels);
    found.add(
        new Defect(
            "alloy/unresolved-reference",
            declared.isWhole() ? Defect.Basis.FILES : Defect.Basis.PARTIAL_FILES,
            source.location(chain.span()),
            "no block is " + name.get() + " \"" + label + "\"",
            evidence,
            near.isEmpty()
                ? Fix.of("refer to a block that is there, or add this one")
                : Fix.of("did you mean " + name.get() + "." + near.get(0) + "?")));
  }

  /** The longest component name of the catalogue that a chain begins with, before a label. */
  private Optional<String> componentName(String path) {
    for (int end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      String name = path.substring(0, end);
      if (!declared.has(name) && catalogue.component(name).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
