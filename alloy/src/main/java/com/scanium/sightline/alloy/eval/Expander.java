package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.Definitions.Definition;
import com.scanium.sightline.alloy.eval.Definitions.Found;
import com.scanium.sightline.alloy.eval.Expansion.Failure;
import com.scanium.sightline.alloy.eval.Expansion.Hidden;
import com.scanium.sightline.alloy.eval.Expansion.Part;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes out custom components and {@code foreach} blocks; used once. */
final class Expander {
  private static final int MOST_DEPTH = 20;
  private static final int MOST_PARTS = 200_000;
  private static final int MOST_CHAINED = 200;

  /**
   * A value with more parts than this is not handed on: references can double it again and again.
   */
  private static final int MOST_VALUES = 100_000;

  private final List<Part> components = new ArrayList<>();
  private final List<Hidden> hidden = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Imports imports;

  /** The custom components that are being written out; one inside itself has no end. */
  private final Set<Statement.Block> open = new HashSet<>();

  private int depth;
  private int chained;

  Expander(ModuleFiles modules) {
    this.imports = new Imports(modules, failures::add);
  }

  Expansion expand(List<AlloyFile> files, Scope scope) {
    Definitions definitions = new Definitions(null);
    for (AlloyFile file : files) {
      imports.define(file.source(), file.body(), scope, definitions);
    }
    Body root = new Body(definitions, scope);
    files.forEach(file -> root.add(file.source(), file.body()));
    root.expand();
    return new Expansion(components, hidden, failures);
  }

  private static boolean isConfiguration(String name) {
    return switch (name) {
      case "argument",
          "export",
          "declare",
          "logging",
          "tracing",
          "http",
          "livedebugging",
          "remotecfg" ->
          true;
      default -> name.startsWith("import.");
    };
  }

  /** The blocks that share one namespace: of an instance, a custom component or a template. */
  private final class Body {
    private final Definitions definitions;
    private final Scope.Builder names;
    private final String prefix;
    private final List<Part> plain = new ArrayList<>();
    private final Map<String, Part> custom = new LinkedHashMap<>();
    private final List<Part> loops = new ArrayList<>();
    private final List<Part> exports = new ArrayList<>();
    private final Set<String> started = new HashSet<>();

    Body(Definitions definitions, Scope scope) {
      this.definitions = definitions;
      this.names = scope.toBuilder();
      this.prefix = scope.prefix();
    }

    void add(SourceText source, List<Statement> body) {
      Scope scope = names.build();
      for (Statement statement : body) {
        if (!(statement instanceof Statement.Block block)) {
          continue;
        }
        Part part = new Part(source, scope, block);
        String name = block.name().text();
        if (name.equals("export")) {
          exports.add(part);
        } else if (name.equals("foreach")) {
          loops.add(part);
        } else if (definitions.find(name).isPresent()) {
          custom.putIfAbsent(id(block), part);
        } else if (!isConfiguration(name)) {
          plain.add(part);
        }
      }
    }

    /** Writes all out; gives what the body exports. */
    Value.Fields expand() {
      if (!prefix.isEmpty()) {
        for (Part part : plain) {
          String id = id(part.block());
          names.export(id, new Value.Reference(prefix + id, origin(part)));
        }
      }
      custom.keySet().forEach(this::instance);
      Scope known = names.build();
      for (Part part : plain) {
        if (components.size() >= MOST_PARTS) {
          fail(part, "modules write out to too many components");
          break;
        }
        components.add(new Part(part.source(), known, part.block()));
      }
      loops.forEach(loop -> loop(new Part(loop.source(), known, loop.block())));
      Map<String, Value> values = new LinkedHashMap<>();
      for (Part export : exports) {
        Statement.Block block = export.block();
        if (block.label().isPresent() && block.attribute("value").isPresent()) {
          values.put(
              block.label().get(),
              bounded(
                  Evaluator.of(export.source(), known)
                      .valueOf(block.attribute("value").get().value())));
        }
      }
      return new Value.Fields(values, new Origin(SourceText.of("exports", ""), Span.at(0)));
    }

    /** Writes out a custom component, after those whose exports it uses. */
    private void instance(String id) {
      Part part = custom.get(id);
      if (part == null || !started.add(id)) {
        return;
      }
      // what is further away than this stays a reference that leads nowhere
      if (++chained < MOST_CHAINED) {
        for (String chain : chains(part.block().body())) {
          for (int end = chain.length(); end > 0; end = chain.lastIndexOf('.', end - 1)) {
            instance(chain.substring(0, end));
          }
        }
      }
      chained--;
      Part known = new Part(part.source(), names.build(), part.block());
      Found found = definitions.find(part.block().name().text()).orElseThrow();
      Definition definition = found.definition();
      if (definition == null) {
        hidden.add(new Hidden(known, found.reason()));
        return;
      }
      if (depth >= MOST_DEPTH || components.size() >= MOST_PARTS) {
        fail(known, "custom components nest too deeply");
        hidden.add(new Hidden(known, "custom components nest too deeply"));
        return;
      }
      if (!open.add(definition.block())) {
        fail(known, "the custom component contains itself");
        hidden.add(new Hidden(known, "the custom component contains itself"));
        return;
      }
      depth++;
      names.export(id, inside(known, definition, prefix + id + "/"));
      depth--;
      open.remove(definition.block());
    }

    private Value inside(Part call, Definition definition, String inner) {
      Scope own = imports.inFile(definition.source(), call.scope().module(inner));
      Scope.Builder scope = own.toBuilder();
      arguments(call, definition, own)
          .forEach((name, value) -> scope.export("argument." + name, value));
      Definitions visible = new Definitions(definition.visible());
      List<Statement> statements = definition.block().body();
      imports.define(definition.source(), statements, own, visible);
      Body body = new Body(visible, scope.build());
      body.add(definition.source(), statements);
      return body.expand();
    }

    /** The custom component's arguments by name, each an object with its {@code value}. */
    private Map<String, Value> arguments(Part call, Definition definition, Scope own) {
      Map<String, Value> arguments = new LinkedHashMap<>();
      for (Statement.Block argument : definition.block().blocks("argument")) {
        String name = argument.label().orElse("");
        Optional<Statement.Attribute> given = call.block().attribute(name);
        Value value;
        if (given.isPresent()) {
          value = Evaluator.of(call.source(), call.scope()).valueOf(given.get().value());
        } else {
          Evaluator evaluator = Evaluator.of(definition.source(), own);
          Origin place = new Origin(definition.source(), argument.span());
          boolean isOptional =
              argument
                  .attribute("optional")
                  .map(found -> evaluator.valueOf(found.value()))
                  .filter(found -> found instanceof Value.Bool bool && bool.value())
                  .isPresent();
          if (!isOptional) {
            fail(call, "the argument \"" + name + "\" of the custom component is missing");
          }
          value =
              argument
                  .attribute("default")
                  .map(found -> evaluator.valueOf(found.value()))
                  .orElseGet(() -> new Value.Null(place));
        }
        arguments.put(name, new Value.Fields(Map.of("value", bounded(value)), value.origin()));
      }
      return arguments;
    }

    private void loop(Part loop) {
      Statement.Block block = loop.block();
      List<Statement.Block> templates = block.blocks("template");
      Evaluator evaluator = Evaluator.of(loop.source(), loop.scope());
      Optional<Value> collection =
          block.attribute("collection").map(found -> evaluator.valueOf(found.value()));
      Optional<String> name =
          block.attribute("var").flatMap(found -> evaluator.valueOf(found.value()).asText());
      if (templates.isEmpty() || collection.isEmpty() || name.isEmpty() || depth >= MOST_DEPTH) {
        hidden.add(new Hidden(loop, "the block lacks what it needs or nests too deeply"));
        return;
      }
      List<Value> elements = new ArrayList<>();
      if (collection.get() instanceof Value.Array array) {
        elements.addAll(array.elements());
      } else {
        hidden.add(new Hidden(loop, "the collection is known only when Alloy runs"));
        elements.add(
            new Value.Unknown(
                "an element of a collection known only when Alloy runs",
                collection.get().origin()));
      }
      depth++;
      for (int i = 0; i < elements.size() && components.size() < MOST_PARTS; i++) {
        String inner = prefix + id(block) + "/" + i + "/";
        Scope scope =
            loop.scope().toBuilder().prefix(inner).variable(name.get(), elements.get(i)).build();
        Definitions visible = new Definitions(definitions);
        imports.define(loop.source(), templates.get(0).body(), scope, visible);
        Body body = new Body(visible, scope);
        body.add(loop.source(), templates.get(0).body());
        body.expand();
      }
      depth--;
    }
  }

  private static Value bounded(Value value) {
    return count(value, MOST_VALUES) > 0
        ? value
        : new Value.Unknown("the value is too large to be followed", value.origin());
  }

  /** How many parts of a limit are left. */
  private static int count(Value value, int left) {
    List<Value> inner = List.of();
    if (value instanceof Value.Array array) {
      inner = array.elements();
    } else if (value instanceof Value.Fields object) {
      inner = List.copyOf(object.fields().values());
    } else if (value instanceof Value.Joined joined) {
      inner = joined.parts();
    }
    int rest = left - 1;
    for (int i = 0; i < inner.size() && rest > 0; i++) {
      rest = count(inner.get(i), rest);
    }
    return rest;
  }

  private void fail(Part part, String message) {
    failures.add(new Failure(origin(part), message));
  }

  private static Origin origin(Part part) {
    return new Origin(part.source(), part.block().name().span());
  }

  private static String id(Statement.Block block) {
    String name = block.name().text();
    return block.label().map(label -> name + "." + label).orElse(name);
  }

  private static List<String> chains(List<Statement> body) {
    List<String> found = new ArrayList<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.Attribute attribute) {
        found.addAll(NameChains.in(attribute.value()));
      } else if (statement instanceof Statement.Block block) {
        found.addAll(chains(block.body()));
      }
    }
    return found;
  }
}
