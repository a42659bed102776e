package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Shape;
import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.alloy.eval.Evaluator;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.alloy.syntax.Name;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sorts blocks into realms, as Alloy does before it looks into any of them. */
final class RealmReader {
  private static final Set<String> SERVICES = Set.of("http", "livedebugging", "remotecfg");

  private final Catalogue catalogue;
  private final CheckOptions options;

  private RealmReader(Catalogue catalogue, CheckOptions options) {
    this.catalogue = catalogue;
    this.options = options;
  }

  /** A block and the file that holds it. */
  private record Placed(SourceText source, Statement.Block block) {
    SourceLocation at(Span span) {
      return source.location(span);
    }

    SourceLocation location() {
      return at(block.name().span());
    }
  }

  /** The blocks of one body, by what they are. */
  private static final class Sorted {
    private final List<Placed> declares = new ArrayList<>();
    private final List<Placed> configs = new ArrayList<>();
    private final List<Placed> components = new ArrayList<>();
    private final List<Placed> services = new ArrayList<>();
  }

  static Realm read(Catalogue catalogue, CheckOptions options, List<AlloyFile> files) {
    RealmReader reader = new RealmReader(catalogue, options);
    Sorted sorted = new Sorted();
    for (AlloyFile file : files) {
      file.blocks().forEach(block -> sort(new Placed(file.source(), block), sorted));
    }
    Realm root = Realm.root();
    reader.fill(root, sorted);
    return root;
  }

  private static void sort(Placed placed, Sorted into) {
    Statement.Block block = placed.block();
    String name = block.name().text();
    switch (name) {
      case "declare" -> into.declares.add(placed);
      case "logging",
          "tracing",
          "argument",
          "export",
          "foreach",
          "import.file",
          "import.string",
          "import.http",
          "import.git" ->
          into.configs.add(placed);
      default -> {
        boolean isService = SERVICES.contains(name) && block.label().isEmpty();
        (isService ? into.services : into.components).add(placed);
      }
    }
  }

  /** Sorts the body of a module or loop; what is no block doesn't belong there. */
  private static Sorted sort(SourceText source, List<Statement> body, Realm.Node owner) {
    Sorted sorted = new Sorted();
    for (Statement statement : body) {
      if (statement instanceof Statement.Block block) {
        sort(new Placed(source, block), sorted);
      } else {
        Statement.Attribute attribute = (Statement.Attribute) statement;
        owner
            .early()
            .add(
                Defect.of(
                        "alloy/misplaced-block",
                        Phase.VALIDATE,
                        source.location(attribute.name().span()))
                    .message(
                        "\"" + attribute.name().text() + "\" is an argument where only blocks are")
                    .fix("remove it, or put it into the block that it belongs to")
                    .build());
      }
    }
    return sorted;
  }

  private void fill(Realm realm, Sorted sorted) {
    declares(realm, sorted.declares);
    configs(realm, sorted.configs);
    components(realm, sorted.components);
    services(realm, sorted.services);
  }

  private void declares(Realm realm, List<Placed> declares) {
    Map<String, Placed> seen = new HashMap<>();
    for (Placed placed : declares) {
      Realm.Node node = node(placed, Realm.Kind.MODULE, List.of());
      requireLabel(placed, node);
      refuseSecond(placed, node, seen);
      realm.add(node);
      Realm module = realm.module();
      module.variables().add("argument");
      node.setInner(module);
      fill(module, sort(placed.source(), placed.block().body(), node));
      placed
          .block()
          .label()
          .ifPresent(label -> realm.register(label, Realm.Custom.declared(module)));
    }
  }

  private void configs(Realm realm, List<Placed> configs) {
    Map<String, Placed> seen = new HashMap<>();
    for (Placed placed : configs) {
      String name = placed.block().name().text();
      if (name.equals("foreach")) {
        loop(realm, placed, seen);
        continue;
      }
      Realm.Node node = node(placed, Realm.Kind.PLAIN, placed.block().body());
      boolean isFirst = refuseSecond(placed, node, seen);
      boolean isLabelled = placed.block().label().isPresent();
      if (name.equals("logging") || name.equals("tracing")) {
        requireRoot(realm, placed, node);
      } else if (name.equals("argument") || name.equals("export")) {
        if (!realm.isInModule()) {
          node.early().add(onlyInModule(placed));
        }
        requireLabel(placed, node);
        if (isFirst && isLabelled) {
          parameter(realm, placed);
        }
      } else {
        requireLabel(placed, node);
        if (isFirst && isLabelled) {
          realm.register(placed.block().label().orElseThrow(), Realm.Custom.IMPORTED);
        }
      }
      realm.add(node);
    }
  }

  /** An argument or export of a module. */
  private static void parameter(Realm realm, Placed placed) {
    String label = placed.block().label().orElseThrow();
    if (placed.block().name().text().equals("export")) {
      realm.exports().put(label, ValueType.ANY);
      return;
    }
    boolean isOptional =
        placed
            .block()
            .attribute("optional")
            .filter(
                optional ->
                    optional.value() instanceof Expression.Literal literal
                        && literal.raw().equals("true"))
            .isPresent();
    realm.arguments().put(label, new Shape.Argument(label, ValueType.ANY, !isOptional, null));
  }

  private void loop(Realm realm, Placed placed, Map<String, Placed> seen) {
    Statement.Block block = placed.block();
    List<Statement> body = new ArrayList<>();
    Statement.Block template = null;
    for (Statement statement : block.body()) {
      if (statement instanceof Statement.Block inner && inner.name().text().equals("template")) {
        template = inner;
      } else {
        body.add(statement);
      }
    }
    Realm.Node node = node(placed, Realm.Kind.LOOP, body);
    refuseSecond(placed, node, seen);
    catalogue
        .configBlock("foreach")
        .flatMap(entry -> Gate.closed(entry, options, placed.location(), "the foreach block"))
        .ifPresent(node.early()::add);
    requireLabel(placed, node);
    realm.add(node);
    if (template == null) {
      node.early()
          .add(
              Defect.of("alloy/missing-argument", Phase.VALIDATE, placed.location())
                  .message("foreach lacks the required block \"template\"")
                  .fix("add \"template { … }\" with the blocks to repeat")
                  .build());
      return;
    }
    Realm inner = realm.loop();
    block
        .attribute("var")
        .flatMap(variable -> text(placed.source(), variable.value()))
        .ifPresent(inner.variables()::add);
    node.setInner(inner);
    fill(inner, sort(placed.source(), template.body(), node));
  }

  private static Optional<String> text(SourceText source, Expression expression) {
    return Evaluator.of(source, Scope.EMPTY).valueOf(expression) instanceof Value.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static void components(Realm realm, List<Placed> components) {
    Map<String, Placed> seen = new HashMap<>();
    for (Placed placed : components) {
      Realm.Node node = node(placed, Realm.Kind.COMPONENT, placed.block().body());
      requireLabel(placed, node);
      refuseSecond(placed, node, seen);
      realm.add(node);
    }
  }

  private static void services(Realm realm, List<Placed> services) {
    Map<String, Placed> seen = new HashMap<>();
    for (Placed placed : services) {
      Realm.Node node = node(placed, Realm.Kind.PLAIN, placed.block().body());
      refuseSecond(placed, node, seen);
      requireRoot(realm, placed, node);
      realm.add(node);
    }
  }

  private static Realm.Node node(Placed placed, Realm.Kind kind, List<Statement> body) {
    return new Realm.Node(id(placed.block()), kind, placed.source(), placed.block(), body);
  }

  private static String id(Statement.Block block) {
    return block.label().map(l -> block.name().text() + "." + l).orElse(block.name().text());
  }

  private static void requireLabel(Placed placed, Realm.Node node) {
    if (placed.block().label().isEmpty()) {
      String name = placed.block().name().text();
      node.early()
          .add(
              Defect.of("alloy/block-label", Phase.VALIDATE, placed.location())
                  .message(name + " has no label, and each one needs one")
                  .fix("write " + name + " \"…\" { with a name of its own")
                  .build());
    }
  }

  /** Reports a block whose id is taken. */
  private static boolean refuseSecond(Placed placed, Realm.Node node, Map<String, Placed> seen) {
    String id = id(placed.block());
    Placed first = seen.putIfAbsent(id, placed);
    if (first == null) {
      return true;
    }
    Name label = placed.block().labelOrNull();
    Span head = placed.block().name().span();
    node.early()
        .add(
            Defect.of(
                    "alloy/duplicate",
                    Phase.VALIDATE,
                    placed.at(label == null ? head : head.union(label.span())))
                .message(id + " is there twice")
                .evidence("the first one is at " + first.location())
                .fix(label == null ? "keep one of the two" : "give one of them another label")
                .build());
    return false;
  }

  private static void requireRoot(Realm realm, Placed placed, Realm.Node node) {
    if (realm.isInModule() || realm.isLoop()) {
      String name = placed.block().name().text();
      String where = realm.isInModule() ? "a declare" : "a foreach";
      node.early()
          .add(
              Defect.of("alloy/misplaced-block", Phase.VALIDATE, placed.location())
                  .message(name + " stands in " + where + ", and is only allowed at the top")
                  .fix("move it out of the block")
                  .build());
    }
  }

  private static Defect onlyInModule(Placed placed) {
    String name = placed.block().name().text();
    return Defect.of("alloy/misplaced-block", Phase.VALIDATE, placed.location())
        .message(name + " stands outside of a module")
        .evidence("only a declare, or a file that is imported, has arguments and exports")
        .fix("move it into a declare block, or remove it")
        .build();
  }
}
