package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Shape;
import com.scanium.sightline.alloy.syntax.Name;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the body of a block against what it may hold: arguments and blocks that it doesn't have,
 * that are there twice or not at all, and values of another type.
 */
final class BodyCheck {
  private final Catalogue catalogue;
  private final CheckOptions options;
  private final Realm.Node node;
  private final Shape top;
  private final SourceText source;
  private final Defect.Basis basis;
  private final ValueCheck values;
  private final Consumer<Defect> out;

  /**
   * @param top what the block itself may hold; {@code stage.match} takes its stages again
   * @param basis what a proof rests on that a name is not there
   */
  BodyCheck(
      Catalogue catalogue,
      CheckOptions options,
      Realm.Node node,
      Shape top,
      Defect.Basis basis,
      ValueCheck values,
      Consumer<Defect> out) {
    this.catalogue = catalogue;
    this.options = options;
    this.node = node;
    this.top = top;
    this.source = node.source();
    this.basis = basis;
    this.values = values;
    this.out = out;
  }

  void run() {
    body(node.block(), node.body(), top, "");
  }

  private void body(Statement.Block block, List<Statement> body, Shape shape, String path) {
    Map<String, Integer> counts = new HashMap<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.Block inner) {
        counts.merge(inner.name().text(), 1, Integer::sum);
      }
    }
    Set<String> seen = new HashSet<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.Attribute attribute) {
        attribute(block, attribute, shape, path, seen);
      } else if (statement instanceof Statement.Block inner) {
        innerBlock(block, inner, shape, path, counts);
      }
    }
    shape.arguments().values().stream()
        .filter(argument -> argument.isRequired() && !seen.contains(argument.name()))
        .forEach(argument -> missing(block, "argument", argument.name()));
    shape.blocks().values().stream()
        .filter(inner -> inner.isRequired() && !counts.containsKey(inner.name()))
        // Alloy's loops take their template apart before they look at the rest
        .filter(inner -> node.kind() != Realm.Kind.LOOP || !inner.name().equals("template"))
        .forEach(inner -> missing(block, "block", inner.name()));
  }

  private void attribute(
      Statement.Block block,
      Statement.Attribute attribute,
      Shape shape,
      String path,
      Set<String> seen) {
    String name = attribute.name().text();
    Optional<Shape.Argument> known = shape.argument(name);
    if (known.isEmpty()) {
      if (!wasRemoved(name)) {
        unknown(block, attribute.name(), shape, false);
      }
      return;
    }
    if (!seen.add(name)) {
      twice(block, attribute.name().span(), "\"" + name + "\" is set twice", name);
      return;
    }
    values.attribute(attribute, path + name, known.get().type());
  }

  private void innerBlock(
      Statement.Block block,
      Statement.Block inner,
      Shape shape,
      String path,
      Map<String, Integer> counts) {
    String name = inner.name().text();
    // a stage inside stage.match is the same as at the top, however deep
    boolean isStage = name.startsWith("stage.") && top.block(name).isPresent();
    Optional<Shape.Inner> known = isStage ? top.block(name) : shape.block(name);
    if (known.isEmpty()) {
      if (!wasRemoved(name)) {
        unknown(block, inner.name(), shape, true);
      }
      return;
    }
    if (known.get().occurrence() == Shape.Occurrence.ONCE && counts.getOrDefault(name, 0) > 1) {
      twice(
          block,
          inner.name().span(),
          "block \"" + name + "\" is there " + counts.get(name) + " times and may be there once",
          name);
      return;
    }
    label(inner, known.get());
    body(inner, inner.body(), known.get().shape(), path + name + ".");
  }

  private void label(Statement.Block inner, Shape.Inner known) {
    boolean isLabelled = inner.label().isPresent();
    if (isLabelled == known.needsLabel() || known.occurrence() == Shape.Occurrence.UNKNOWN) {
      return;
    }
    Name label = inner.labelOrNull();
    String name = inner.name().text();
    out.accept(
        Defect.of(
                "alloy/block-label",
                Phase.LOAD,
                source.location(label == null ? inner.name().span() : label.span()))
            .message(
                isLabelled
                    ? "block \"" + name + "\" takes no label"
                    : "block \"" + name + "\" has no label, and each one needs one")
            .basis(basis)
            .fix(isLabelled ? "remove the label" : "write " + name + " \"…\" {")
            .build());
  }

  private boolean wasRemoved(String name) {
    return options.acceptsOlderReleases() && catalogue.wasRemoved(node.name(), name);
  }

  private void twice(Statement.Block block, Span span, String message, String name) {
    out.accept(
        Defect.of("alloy/duplicate", Phase.VALIDATE, source.location(span))
            .message(message)
            .basis(basis)
            .fix("keep one of them")
            .about(block, subject(block), name)
            .build());
  }

  private void missing(Statement.Block block, String what, String name) {
    out.accept(
        Defect.of("alloy/missing-argument", Phase.VALIDATE, source.location(block.name().span()))
            .message(
                subject(block)
                    + " lacks the required "
                    + (what.equals("block") ? "block " : "")
                    + "\""
                    + name
                    + "\"")
            .basis(basis)
            .fix(what.equals("block") ? "add \"" + name + " { … }\"" : "set \"" + name + "\"")
            .about(block, subject(block), name)
            .build());
  }

  private void unknown(Statement.Block block, Name name, Shape shape, boolean writtenAsBlock) {
    String text = name.text();
    boolean otherForm = shape.names().contains(text);
    String what =
        otherForm
            ? " takes \"" + text + (writtenAsBlock ? "\" as an argument" : "\" as a block")
            : " has no " + (writtenAsBlock ? "block" : "argument") + " \"" + text + "\"";
    String fact =
        otherForm
            ? "\""
                + text
                + (writtenAsBlock
                    ? "\" is an argument, set once with \"=\""
                    : "\" is a block, written without \"=\"")
            : "no "
                + (writtenAsBlock ? "block" : "argument")
                + " \""
                + text
                + "\""
                + elsewhere(text, shape).map(home -> "; block " + home + " has it").orElse("");
    out.accept(
        Defect.of("alloy/unknown-argument", Phase.VALIDATE, source.location(name.span()))
            .message(subject(block) + what)
            .evidence("line " + source.lineAt(name.span().start()) + ": " + fact)
            .basis(basis)
            .renaming(
                "",
                text,
                otherForm ? List.of() : unset(shape, block, writtenAsBlock),
                fix(text, shape, otherForm, writtenAsBlock))
            .about(block, subject(block), text)
            .build());
  }

  /** What the shape has and the block doesn't set. */
  private static List<String> unset(Shape shape, Statement.Block block, boolean asBlock) {
    List<String> names = new ArrayList<>(shape.names());
    names.removeIf(name -> shape.blocks().containsKey(name) != asBlock);
    for (Statement statement : block.body()) {
      if (statement instanceof Statement.Attribute attribute) {
        names.remove(attribute.name().text());
      } else if (statement instanceof Statement.Block inner) {
        names.remove(inner.name().text());
      }
    }
    return names;
  }

  /** The inner blocks that a name may belong to, quoted. */
  private static Optional<String> elsewhere(String name, Shape shape) {
    List<String> homes =
        shape.blocks().values().stream()
            .filter(inner -> inner.shape().names().contains(name))
            .map(inner -> "\"" + inner.name() + "\"")
            .sorted()
            .toList();
    return homes.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", homes));
  }

  private static String fix(String name, Shape shape, boolean otherForm, boolean writtenAsBlock) {
    if (otherForm) {
      return writtenAsBlock
          ? "write \"" + name + " = …\", once"
          : "write \"" + name + " { … }\" without \"=\"";
    }
    List<String> near = Spelling.nearest(name, shape.names());
    if (!near.isEmpty()) {
      return "did you mean \"" + String.join("\", \"", near) + "\"? Else remove it";
    }
    return elsewhere(name, shape).map(home -> "move it to block " + home).orElse("remove it");
  }

  private String subject(Statement.Block block) {
    String whole =
        node.block().label().map(label -> node.name() + " \"" + label + "\"").orElse(node.name());
    return block.span().equals(node.block().span())
        ? whole
        : "\"" + block.name().text() + "\" of " + whole;
  }
}
