package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The custom components that one body may use: its own, those around it, and imported ones. */
final class Definitions {
  private final @Nullable Definitions outer;
  private final Map<String, Definition> declared = new HashMap<>();
  private final Map<String, Module> imported = new HashMap<>();

  Definitions(@Nullable Definitions outer) {
    this.outer = outer;
  }

  /**
   * A custom component.
   *
   * @param source the file that declares it
   * @param block its {@code declare} block
   * @param visible what its body may use
   */
  record Definition(SourceText source, Statement.Block block, Definitions visible) {}

  /**
   * An imported module.
   *
   * @param definitions its custom components
   * @param unknown why they are not known; null when they are
   */
  record Module(Definitions definitions, @Nullable String unknown) {}

  /** What a component's name stands for. */
  record Found(@Nullable Definition definition, String reason) {}

  void declare(String name, Definition definition) {
    declared.putIfAbsent(name, definition);
  }

  void imports(String namespace, Module module) {
    imported.putIfAbsent(namespace, module);
  }

  /** The custom component of a name; empty when the name is that of a built-in one. */
  Optional<Found> find(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    for (Definitions at = this; at != null; at = at.outer) {
      Definition definition = at.declared.get(name);
      if (definition != null) {
        return Optional.of(new Found(definition, ""));
      }
      Module module = dot < 0 ? null : at.imported.get(first);
      if (module != null) {
        return Optional.of(in(module, name.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  private static Found in(Module module, String name) {
    if (module.unknown() != null) {
      return new Found(null, module.unknown());
    }
    Definition definition = module.definitions().declared.get(name);
    return new Found(definition, "the module declares no \"" + name + "\"");
  }
}
