package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.Definitions.Definition;
import com.scanium.sightline.alloy.eval.Definitions.Module;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Resolves {@code import} blocks: local files and strings are read, nothing is fetched. */
final class Imports {
  private static final int MOST_DEPTH = 16;
  private static final int MOST_MODULES = 1000;

  private final ModuleFiles files;
  private final Consumer<Expansion.Failure> failures;
  private final Set<Object> open = new HashSet<>();
  private int modules;

  Imports(ModuleFiles files, Consumer<Expansion.Failure> failures) {
    this.files = files;
    this.failures = failures;
  }

  /** Takes what the top level of a body declares and imports. */
  void define(SourceText source, List<Statement> body, Scope scope, Definitions into) {
    for (Statement statement : body) {
      if (!(statement instanceof Statement.Block block)) {
        continue;
      }
      String name = block.name().text();
      if (name.equals("declare")) {
        block.label().ifPresent(label -> into.declare(label, new Definition(source, block, into)));
      } else if (name.startsWith("import.")) {
        block.label().ifPresent(label -> into.imports(label, module(source, block, scope)));
      }
    }
  }

  private Module module(SourceText source, Statement.Block block, Scope scope) {
    return switch (block.name().text()) {
      case "import.string" -> fromString(source, block, scope);
      case "import.file" -> fromFile(source, block, scope);
      case "import.git", "import.http" -> unknown("modules from other hosts are not fetched");
      default -> unknown("there is no \"" + block.name().text() + "\"");
    };
  }

  private static Module unknown(String reason) {
    return new Module(new Definitions(null), reason);
  }

  private Module fromString(SourceText source, Statement.Block block, Scope scope) {
    Value content = argument(source, block, "content", scope);
    if (!(content instanceof Value.Text text)) {
      return unknown("the module's content is known only when Alloy runs");
    }
    String name =
        source.location().file() + "/import.string." + block.label().orElse("") + ".alloy";
    SourceText module = SourceText.of(name, text.value());
    return read(text.value(), List.of(AlloySyntax.parse(module)), scope, text.origin());
  }

  private Module fromFile(SourceText source, Statement.Block block, Scope scope) {
    Value filename = argument(source, block, "filename", scope);
    if (!(filename instanceof Value.Text name)) {
      return unknown("the module's file name is known only when Alloy runs");
    }
    Path path = files.resolve(name.value()).orElse(null);
    if (path == null) {
      return unknown("\"" + name.value() + "\" is not read");
    }
    if (open.contains(path)) {
      return refused(name.origin(), "the module imports itself: \"" + name.value() + "\"");
    }
    try {
      return read(path, files.read(path), scope, name.origin());
    } catch (IOException unreadable) {
      return unknown("\"" + name.value() + "\" cannot be read");
    }
  }

  private Value argument(SourceText source, Statement.Block block, String attribute, Scope scope) {
    Origin origin = new Origin(source, block.name().span());
    Scope known = inFile(source, scope);
    return block
        .attribute(attribute)
        .map(found -> Evaluator.of(source, known).valueOf(found.value()))
        .orElseGet(() -> new Value.Unknown(attribute + " is not given", origin));
  }

  /** A scope in which {@code module_path} is the folder of a file. */
  Scope inFile(SourceText source, Scope scope) {
    Origin origin = new Origin(source, Span.at(0));
    return files
        .folderOf(source)
        .map(
            folder ->
                scope.toBuilder().variable("module_path", new Value.Text(folder, origin)).build())
        .orElse(scope);
  }

  private Module refused(Origin origin, String message) {
    failures.accept(new Expansion.Failure(origin, message));
    return unknown(message);
  }

  private Module read(Object key, List<AlloyFile> module, Scope scope, Origin origin) {
    if (open.size() >= MOST_DEPTH || ++modules > MOST_MODULES) {
      return refused(origin, "modules are imported too deeply or too often");
    }
    if (!open.add(key)) {
      return refused(origin, "the module imports itself");
    }
    Definitions definitions = new Definitions(null);
    for (AlloyFile file : module) {
      if (!file.isValid()) {
        open.remove(key);
        return refused(
            new Origin(file.source(), file.problems().get(0).span()),
            file.problems().get(0).message());
      }
      define(file.source(), file.body(), scope, definitions);
    }
    open.remove(key);
    return new Module(definitions, null);
  }
}
