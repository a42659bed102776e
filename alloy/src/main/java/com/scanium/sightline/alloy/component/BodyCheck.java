package com.scanium.sightline.alloy.component;

import com.scanium.sightline.alloy.syntax.Name;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the body of a component against the catalogue: arguments and blocks that it doesn't have,
 * and required arguments that are missing. One body gives at most one defect.
 */
final class BodyCheck {
  private final Catalogue catalogue;
  private final Component component;
  private final SourceText source;
  private final List<Defect> found = new ArrayList<>();

  private BodyCheck(Catalogue catalogue, Component component) {
    this.catalogue = catalogue;
    this.component = component;
    this.source = component.section().source();
  }

  static List<Defect> of(Catalogue catalogue, Component component, Shape shape) {
    BodyCheck check = new BodyCheck(catalogue, component);
    check.body(component.section().block(), shape, shape);
    return check.found;
  }

  /**
   * @param top what the component itself may hold; {@code stage.match} takes its stages again
   */
  private void body(Statement.Block block, Shape shape, Shape top) {
    Map<String, Name> unknown = new LinkedHashMap<>();
    List<String> evidence = new ArrayList<>();
    for (Statement statement : block.body()) {
      if (statement instanceof Statement.Attribute attribute) {
        attribute(attribute, shape, unknown, evidence);
      } else if (statement instanceof Statement.Block inner) {
        innerBlock(inner, shape, top, unknown, evidence);
      }
    }
    List<String> missing = missing(block, shape);
    if (unknown.isEmpty() && missing.isEmpty()) {
      return;
    }
    missing.forEach(name -> evidence.add("required argument \"" + name + "\" is not set"));
    found.add(
        unknown.isEmpty()
            ? missingArgument(block, missing)
            : unknownArgument(block, shape, unknown, evidence));
  }

  private void attribute(
      Statement.Attribute attribute,
      Shape shape,
      Map<String, Name> unknown,
      List<String> evidence) {
    String name = attribute.name().text();
    if (shape.argument(name).isPresent() || catalogue.wasRemoved(component.name(), name)) {
      return;
    }
    if (unknown.putIfAbsent(name, attribute.name()) == null) {
      boolean isBlock = shape.block(name).isPresent();
      evidence.add(
          line(attribute.name())
              + ": "
              + (isBlock
                  ? "\"" + name + "\" is a block, written without \"=\""
                  : "no argument \"" + name + "\"" + elsewhere(name, shape)));
    }
  }

  private void innerBlock(
      Statement.Block inner,
      Shape shape,
      Shape top,
      Map<String, Name> unknown,
      List<String> evidence) {
    String name = inner.name().text();
    // a stage inside stage.match is the same as at the top, however deep
    boolean isStage = name.startsWith("stage.") && top.block(name).isPresent();
    Optional<Shape.Inner> known = isStage ? top.block(name) : shape.block(name);
    if (known.isPresent()) {
      body(inner, known.get().shape(), top);
      return;
    }
    if (!catalogue.wasRemoved(component.name(), name)
        && unknown.putIfAbsent(name, inner.name()) == null) {
      boolean isArgument = shape.argument(name).isPresent();
      evidence.add(
          line(inner.name())
              + ": "
              + (isArgument
                  ? "\"" + name + "\" is an argument, set once with \"=\""
                  : "no block \"" + name + "\"" + elsewhere(name, shape)));
    }
  }

  /** Where else a name belongs: into an inner block, or outside. */
  private static String elsewhere(String name, Shape shape) {
    for (Shape.Inner inner : shape.blocks().values()) {
      if (inner.shape().names().contains(name)) {
        return "; block \"" + inner.name() + "\" has it";
      }
    }
    return "";
  }

  private String line(Name name) {
    return "line " + source.lineAt(name.span().start());
  }

  private static List<String> missing(Statement.Block block, Shape shape) {
    return shape.arguments().values().stream()
        .filter(Shape.Argument::isRequired)
        .map(Shape.Argument::name)
        .filter(name -> block.attribute(name).isEmpty())
        .toList();
  }

  private Defect missingArgument(Statement.Block block, List<String> missing) {
    String quoted = String.join(", ", missing.stream().map(name -> "\"" + name + "\"").toList());
    return new Defect(
        "alloy/missing-argument",
        Defect.Basis.CATALOGUE,
        source.location(block.name().span()),
        subject(block) + " lacks the required " + quoted,
        List.of(),
        Fix.of("set " + quoted));
  }

  private Defect unknownArgument(
      Statement.Block block, Shape shape, Map<String, Name> unknown, List<String> evidence) {
    Map.Entry<String, Name> first = unknown.entrySet().iterator().next();
    String name = first.getKey();
    SourceLocation location = source.location(first.getValue().span());
    boolean writtenAsBlock = block.attribute(name).isEmpty();
    String more = unknown.size() > 1 ? " (and " + (unknown.size() - 1) + " more)" : "";
    boolean otherForm = shape.names().contains(name);
    String what =
        otherForm
            ? " takes \"" + name + (writtenAsBlock ? "\" as an argument" : "\" as a block")
            : " has no " + (writtenAsBlock ? "block" : "argument") + " \"" + name + "\"";
    return new Defect(
        "alloy/unknown-argument",
        Defect.Basis.CATALOGUE,
        location,
        subject(block) + what + more,
        evidence,
        fix(name, shape, otherForm, writtenAsBlock));
  }

  private static Fix fix(String name, Shape shape, boolean otherForm, boolean writtenAsBlock) {
    if (otherForm) {
      return Fix.of(
          writtenAsBlock
              ? "write \"" + name + " = …\", once"
              : "write \"" + name + " { … }\" without \"=\"");
    }
    List<String> near = Spelling.nearest(name, shape.names());
    String home = elsewhere(name, shape);
    if (!near.isEmpty()) {
      return Fix.of("did you mean \"" + String.join("\", \"", near) + "\"? Else remove it");
    }
    return Fix.of(
        home.isEmpty()
            ? "remove it"
            : "move it" + home.replace("; block", " to block").replace(" has it", ""));
  }

  private String subject(Statement.Block block) {
    String whole =
        component
            .label()
            .map(label -> component.name() + " \"" + label + "\"")
            .orElse(component.name());
    boolean isItself = block.span().equals(component.section().block().span());
    return isItself ? whole : "\"" + block.name().text() + "\" of " + whole;
  }
}
