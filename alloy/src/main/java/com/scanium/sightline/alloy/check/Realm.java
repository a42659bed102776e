package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.component.Shape;
import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.alloy.syntax.Name;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One namespace of blocks: the files themselves, the body of a {@code declare}, or the template of
 * a {@code foreach}. Filled by {@link RealmReader}, then only read.
 */
final class Realm {
  /** The namespace around; its custom components are known here too. */
  private final @Nullable Realm above;

  private final boolean isLoop;
  private final boolean isInModule;
  private final Map<String, Custom> customs = new HashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> variables = new HashSet<>();
  private final Map<String, Shape.Argument> arguments = new LinkedHashMap<>();
  private final Map<String, ValueType> exports = new LinkedHashMap<>();

  private Realm(@Nullable Realm above, boolean isLoop, boolean isInModule) {
    this.above = above;
    this.isLoop = isLoop;
    this.isInModule = isInModule;
    if (above != null) {
      variables.addAll(above.variables);
    }
  }

  /** What a name stands for that the configuration itself made. */
  static final class Custom {
    /** A component of an import: nobody knows what it takes and exports. */
    static final Custom IMPORTED = new Custom(null);

    private final @Nullable Realm module;

    private Custom(@Nullable Realm module) {
      this.module = module;
    }

    static Custom declared(Realm module) {
      return new Custom(module);
    }

    /** What an instance takes; empty when that is not known. */
    Optional<Shape> shape() {
      return Optional.ofNullable(module).map(realm -> Shape.of(realm.arguments));
    }

    /** What an instance exports; empty when that is not known. */
    Optional<Map<String, ValueType>> exports() {
      return Optional.ofNullable(module).map(realm -> realm.exports);
    }
  }

  /** What a node is. */
  enum Kind {
    /** A configuration block or service. */
    PLAIN,
    /** A component. */
    COMPONENT,
    /** A {@code declare}. */
    MODULE,
    /** A {@code foreach}. */
    LOOP
  }

  /** One block of the namespace. */
  static final class Node {
    private final String id;
    private final Kind kind;
    private final SourceText source;
    private final Statement.Block block;
    private final List<Statement> body;
    private final List<Defect> early = new ArrayList<>();
    private @Nullable Realm inner;

    /**
     * @param body the statements that belong to the block itself, without those of an inner realm
     */
    Node(String id, Kind kind, SourceText source, Statement.Block block, List<Statement> body) {
      this.id = id;
      this.kind = kind;
      this.source = source;
      this.block = block;
      this.body = body;
    }

    String id() {
      return id;
    }

    Kind kind() {
      return kind;
    }

    SourceText source() {
      return source;
    }

    Statement.Block block() {
      return block;
    }

    String name() {
      return block.name().text();
    }

    List<Statement> body() {
      return body;
    }

    /** The place of its name and label. */
    SourceLocation head() {
      Name label = block.labelOrNull();
      Span head = block.name().span();
      return source.location(label == null ? head : head.union(label.span()));
    }

    /** What is wrong with the block before its body is looked at. */
    List<Defect> early() {
      return early;
    }

    Optional<Realm> inner() {
      return Optional.ofNullable(inner);
    }

    void setInner(Realm realm) {
      this.inner = realm;
    }
  }

  static Realm root() {
    Realm root = new Realm(null, false, false);
    root.variables.add("module_path");
    return root;
  }

  /** The realm of a {@code declare} of this one. */
  Realm module() {
    return new Realm(this, false, true);
  }

  /** The realm of a {@code foreach} of this one. */
  Realm loop() {
    return new Realm(this, true, isInModule);
  }

  boolean isLoop() {
    return isLoop;
  }

  boolean isInModule() {
    return isInModule;
  }

  /** The blocks, in the order in which Alloy looks at them. */
  Map<String, Node> nodes() {
    return nodes;
  }

  void add(Node node) {
    String id = node.id();
    for (int i = 2; nodes.containsKey(id); i++) {
      id = node.id() + "#" + i; // never referred to; only its body counts
    }
    nodes.put(id, node);
  }

  /** The arguments of a module, by name. */
  Map<String, Shape.Argument> arguments() {
    return arguments;
  }

  /** The exports of a module, by name. */
  Map<String, ValueType> exports() {
    return exports;
  }

  /** The names that stand for a value. */
  Set<String> variables() {
    return variables;
  }

  void register(String name, Custom custom) {
    customs.put(name, custom);
  }

  /** What the first part of a component's name stands for, here or above. */
  Optional<Custom> custom(String componentName) {
    int dot = componentName.indexOf('.');
    String first = dot < 0 ? componentName : componentName.substring(0, dot);
    for (Realm realm = this; realm != null; realm = realm.above) {
      Custom found = realm.customs.get(first);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** All names of custom components and imports that are known here. */
  Set<String> customNames() {
    Set<String> names = new HashSet<>();
    for (Realm realm = this; realm != null; realm = realm.above) {
      names.addAll(realm.customs.keySet());
    }
    return names;
  }

  /**
   * A block that a reference leads to.
   *
   * @param node the block
   * @param rest the names behind the block's id, with dots; may be empty
   * @param isHere whether it lies in this realm rather than around a loop
   */
  record Found(Node node, String rest, boolean isHere) {}

  /** The ids of the blocks that any block of this realm refers to, loops with their templates. */
  Set<String> mentioned() {
    Set<String> ids = new HashSet<>();
    for (Node node : nodes.values()) {
      if (node.kind() != Kind.MODULE) {
        for (Chains.Chain chain : Chains.of(node.block().body())) {
          find(chain.path()).map(found -> found.node().id()).ifPresent(ids::add);
        }
      }
    }
    return ids;
  }

  /** The block that a chain of names leads to: the shortest beginning that is an id. */
  Optional<Found> find(String path) {
    for (int end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
      String id = end < 0 ? path : path.substring(0, end);
      boolean isHere = true;
      for (Realm realm = this; realm != null; realm = realm.isLoop ? realm.above : null) {
        Node node = realm.nodes.get(id);
        if (node != null) {
          return Optional.of(new Found(node, end < 0 ? "" : path.substring(end + 1), isHere));
        }
        isHere = false;
      }
      if (end < 0) {
        return Optional.empty();
      }
    }
  }
}
