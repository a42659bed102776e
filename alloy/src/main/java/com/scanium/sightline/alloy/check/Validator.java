package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Basis;
import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Shape;
import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Walks the realms of a configuration in Alloy's order and collects what is wrong. */
final class Validator {
  private final Catalogue catalogue;
  private final CheckOptions options;
  private final List<Defect> found = new ArrayList<>();

  private Validator(Catalogue catalogue, CheckOptions options) {
    this.catalogue = catalogue;
    this.options = options;
  }

  static List<Defect> of(Catalogue catalogue, CheckOptions options, Realm root) {
    Validator validator = new Validator(catalogue, options);
    validator.realm(root);
    return validator.found;
  }

  private void realm(Realm realm) {
    Map<Realm.Node, List<Realm.Node>> edges = new LinkedHashMap<>();
    for (Realm.Node node : realm.nodes().values()) {
      found.addAll(node.early());
      boolean isKnown = node.kind() != Realm.Kind.COMPONENT || component(realm, node);
      if (node.kind() == Realm.Kind.PLAIN || node.kind() == Realm.Kind.LOOP) {
        catalogue
            .configBlock(node.name())
            .ifPresent(entry -> body(realm, node, entry.body(), Basis.CATALOGUE));
      }
      node.inner().ifPresent(this::realm);
      edges.put(node, isKnown ? references(realm, node) : List.of());
    }
    found.addAll(CycleCheck.of(edges));
  }

  /** Checks a component's body; false when nobody knows the component. */
  private boolean component(Realm realm, Realm.Node node) {
    String name = node.name();
    Optional<Realm.Custom> custom = realm.custom(name);
    if (custom.isPresent()) {
      custom.get().shape().ifPresent(shape -> body(realm, node, shape, Basis.FILES));
      return true;
    }
    Optional<Catalogue.Entry> entry = catalogue.component(name);
    if (entry.isEmpty()) {
      boolean isFine =
          options.toleratesUnknown()
              || (options.acceptsOlderReleases() && catalogue.wasRemoved(name, "*"));
      if (!isFine) {
        unknown(realm, node);
      }
      return isFine;
    }
    Optional<Defect> closed =
        Gate.closed(entry.get(), options, node.source().location(node.block().name().span()), name);
    closed.ifPresent(found::add);
    if (closed.filter(AlloyCheck::isRefused).isPresent()) {
      return false;
    }
    body(realm, node, entry.get().body(), Basis.CATALOGUE);
    return true;
  }

  private void body(Realm realm, Realm.Node node, Shape shape, Basis basis) {
    List<String> hiding =
        realm.customNames().stream().filter(catalogue::isLibraryName).sorted().toList();
    ValueCheck values =
        new ValueCheck(node, options, hiding, path -> exported(realm, path), found::add);
    new BodyCheck(catalogue, options, node, shape, basis, values, found::add).run();
    if (basis == Basis.CATALOGUE && node.name().equals("prometheus.scrape")) {
      new ScrapeTimes(node, values).check().ifPresent(found::add);
    }
  }

  private void unknown(Realm realm, Realm.Node node) {
    String name = node.name();
    List<String> known = new ArrayList<>(catalogue.componentNames());
    known.addAll(new TreeSet<>(realm.customNames()));
    List<String> near = Spelling.nearest(name, known);
    boolean wasThere = catalogue.wasRemoved(name, "*");
    found.add(
        Defect.of("alloy/unknown-component", Phase.VALIDATE, node.head())
            .message(
                (wasThere ? "Alloy has no longer a component \"" : "Alloy has no component \"")
                    + name
                    + "\"")
            .basis(Basis.CATALOGUE)
            .renaming(
                "",
                name,
                wasThere ? List.of() : known,
                near.isEmpty()
                    ? "remove the block, or declare or import a component of that name"
                    : "did you mean \"" + String.join("\", \"", near) + "\"?")
            .build());
  }

  /** Resolves what a block refers to; the blocks of its own realm that it needs. */
  private List<Realm.Node> references(Realm realm, Realm.Node node) {
    boolean isChecked =
        node.kind() != Realm.Kind.COMPONENT
            || realm.custom(node.name()).map(custom -> custom.shape().isPresent()).orElse(true);
    List<Realm.Node> needed = new ArrayList<>();
    for (Chains.Chain chain : Chains.of(node.body())) {
      Optional<Realm.Found> target = realm.find(chain.path());
      String first = chain.first();
      boolean isName = catalogue.isLibraryName(first) || realm.variables().contains(first);
      if (target.isPresent()) {
        if (catalogue.isLibraryName(first)) {
          clash(node.source(), chain);
        }
        if (target.get().isHere()) {
          needed.add(target.get().node());
        }
        export(realm, target.get(), chain, node.source());
      } else if (!isName) {
        unresolved(realm, chain, node.source(), isChecked ? Phase.VALIDATE : Phase.LOAD);
      } else if (!realm.variables().contains(first)) {
        libraryUse(chain, node.source());
      } else if (first.equals("argument")) {
        unresolved(realm, chain, node.source(), Phase.LOAD);
      }
    }
    return isChecked ? needed : List.of();
  }

  private void clash(SourceText source, Chains.Chain chain) {
    found.add(
        Defect.of("alloy/name-clash", Phase.VALIDATE, source.location(chain.span()))
            .severity(Severity.WARNING)
            .message("a component hides the function \"" + chain.first() + "\"")
            .fix("give the component another name")
            .build());
  }

  private void libraryUse(Chains.Chain chain, SourceText source) {
    Optional<String> newName = catalogue.newName(chain.first());
    if (newName.isPresent()) {
      found.add(
          Defect.of("alloy/deprecated", Phase.VALIDATE, source.location(chain.span()))
              .severity(Severity.WARNING)
              .message("the function \"" + chain.first() + "\" is deprecated")
              .fix("write " + newName.get())
              .build());
      return;
    }
    catalogue
        .function(chain.path())
        .flatMap(
            stability ->
                Gate.closed(
                    stability,
                    options,
                    source.location(chain.span()),
                    "the function " + chain.path()))
        .ifPresent(found::add);
  }

  /** The type of what a chain of names refers to; empty when that is not known. */
  private Optional<ValueType> exported(Realm realm, String path) {
    Optional<Realm.Found> target = realm.find(path);
    if (target.isEmpty() || target.get().rest().isEmpty()) {
      return Optional.empty();
    }
    String rest = target.get().rest();
    return rest.indexOf('.') >= 0
        ? Optional.empty()
        : exports(realm, target.get().node()).map(all -> all.get(rest));
  }

  /** What a block exports; empty when nobody knows. */
  private Optional<Map<String, ValueType>> exports(Realm realm, Realm.Node node) {
    if (node.kind() != Realm.Kind.COMPONENT) {
      return Optional.empty();
    }
    Optional<Realm.Custom> custom = realm.custom(node.name());
    return custom.isPresent()
        ? custom.get().exports()
        : catalogue.component(node.name()).map(Catalogue.Entry::exports);
  }

  /** Checks that a block exports what is asked of it. */
  private void export(Realm realm, Realm.Found target, Chains.Chain chain, SourceText source) {
    Optional<Map<String, ValueType>> exports = exports(realm, target.node());
    String rest = target.rest();
    if (exports.isEmpty() || rest.isEmpty()) {
      return;
    }
    String name = rest.indexOf('.') < 0 ? rest : rest.substring(0, rest.indexOf('.'));
    if (exports.get().containsKey(name)) {
      return;
    }
    boolean isCustom = realm.custom(target.node().name()).isPresent();
    List<String> near = Spelling.nearest(name, exports.get().keySet());
    found.add(
        Defect.of("alloy/unresolved-reference", Phase.LOAD, source.location(chain.span()))
            .message(target.node().id() + " exports no \"" + name + "\"")
            .basis(isCustom ? Basis.FILES : Basis.CATALOGUE)
            .evidence(
                exports.get().isEmpty()
                    ? target.node().name() + " exports nothing"
                    : "it exports: " + String.join(", ", exports.get().keySet()))
            .renaming(
                target.node().id() + ".",
                name,
                exports.get().keySet(),
                near.isEmpty()
                    ? exports.get().size() == 1
                        ? "write "
                            + target.node().id()
                            + "."
                            + exports.get().keySet().iterator().next()
                        : "refer to something that is exported"
                    : "did you mean " + target.node().id() + "." + near.get(0) + "?")
            .build());
  }

  private void unresolved(Realm realm, Chains.Chain chain, SourceText source, Phase phase) {
    Defect.Builder defect =
        Defect.of("alloy/unresolved-reference", phase, source.location(chain.span()))
            .basis(options.isPartial() ? Basis.PARTIAL_FILES : Basis.FILES);
    Optional<String> name = componentName(realm, chain.path());
    if (name.isEmpty()) {
      List<String> near = Spelling.nearest(chain.path(), ids(realm));
      defect
          .message("nothing is called \"" + chain.path() + "\"")
          .renaming(
              "",
              chain.path(),
              ids(realm),
              near.isEmpty()
                  ? "refer to a block that is there, or add this one"
                  : "did you mean " + near.get(0) + "?");
      found.add(defect.build());
      return;
    }
    String rest = chain.path().substring(Math.min(name.get().length() + 1, chain.path().length()));
    String label = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    List<String> labels =
        realm.nodes().values().stream()
            .filter(node -> node.name().equals(name.get()))
            .flatMap(node -> node.block().label().stream())
            .distinct()
            .sorted()
            .toList();
    List<String> near = Spelling.nearest(label, labels);
    found.add(
        defect
            .message("no block is " + name.get() + " \"" + label + "\"")
            .evidence(
                labels.isEmpty()
                    ? "no block " + name.get() + " is there at all"
                    : "labels of " + name.get() + ": " + String.join(", ", labels))
            .renaming(
                name.get() + ".",
                label,
                labels,
                near.isEmpty()
                    ? "refer to a block that is there, or add this one"
                    : "did you mean " + name.get() + "." + near.get(0) + "?")
            .build());
  }

  private static List<String> ids(Realm realm) {
    return realm.nodes().values().stream().map(Realm.Node::id).sorted().toList();
  }

  /** The longest name of a component that a chain begins with, before a label. */
  private Optional<String> componentName(Realm realm, String path) {
    for (int end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      String name = path.substring(0, end);
      boolean isOwn = name.equals("argument") || realm.custom(name).isPresent();
      if (isOwn || catalogue.component(name).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
