package com.scanium.sightline.alloy.component;

import com.scanium.sightline.alloy.eval.Evaluator;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.syntax.Name;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A block together with the means to read its attributes. Immutable. */
public final class Section {
  private final SourceText source;
  private final Scope scope;
  private final Statement.Block block;

  /**
   * A block of a file.
   *
   * @param scope what names mean in it
   */
  public Section(SourceText source, Scope scope, Statement.Block block) {
    this.source = Objects.requireNonNull(source, "source");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.block = Objects.requireNonNull(block, "block");
  }

  /** The block's name. */
  public String name() {
    return block.name().text();
  }

  /** The block as written. */
  public Statement.Block block() {
    return block;
  }

  /** What names mean in it. */
  public Scope scope() {
    return scope;
  }

  /** The file that holds it. */
  public SourceText source() {
    return source;
  }

  /** The value of an attribute; empty when it is not set or set to null. */
  public Optional<Value> get(String attribute) {
    return block
        .attribute(attribute)
        .map(found -> Evaluator.of(source, scope).valueOf(found.value()))
        .filter(value -> !(value instanceof Value.Null));
  }

  /** The blocks of one name directly inside, in order. */
  public List<Section> all(String named) {
    return block.blocks(named).stream().map(inner -> new Section(source, scope, inner)).toList();
  }

  /** All blocks directly inside, in order. */
  public List<Section> all() {
    return block.blocks().map(inner -> new Section(source, scope, inner)).toList();
  }

  /** The first block of a name directly inside. */
  public Optional<Section> first(String named) {
    return all(named).stream().findFirst();
  }

  /** The place of the block's head: its name and label. */
  public SourceLocation location() {
    Name label = block.labelOrNull();
    Span name = block.name().span();
    return source.location(label == null ? name : name.union(label.span()));
  }

  /** The place of an attribute's name; that of the head when it is not set. */
  public SourceLocation location(String attribute) {
    return block
        .attribute(attribute)
        .map(found -> source.location(found.name().span()))
        .orElseGet(this::location);
  }

  @Override
  public String toString() {
    return name() + " at " + location();
  }
}
