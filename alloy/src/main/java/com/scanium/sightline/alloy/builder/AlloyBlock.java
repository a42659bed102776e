package com.scanium.sightline.alloy.builder;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block with its attributes and inner blocks, in order. Immutable; two are equal when they hold
 * the same, however it is laid out, comments not counting.
 */
public final class AlloyBlock {
  private final String name;
  private final String label;
  private final List<Item> items;

  private AlloyBlock(String name, String label, List<Item> items) {
    this.name = name;
    this.label = label;
    this.items = List.copyOf(items);
  }

  /** An attribute or an inner block; one of the two is null. */
  private record Item(String name, @Nullable AlloyExpr value, @Nullable AlloyBlock block) {}

  /**
   * Starts a block without a label.
   *
   * @throws IllegalArgumentException when the name is not one of a block
   */
  public static Builder of(String name) {
    return new Builder(name, "");
  }

  /**
   * Starts a block.
   *
   * @param name such as {@code prometheus.scrape}
   * @param label an identifier
   * @throws IllegalArgumentException when Alloy would refuse the name or the label
   */
  public static Builder of(String name, String label) {
    if (!AlloySyntax.isIdentifier(label)) {
      throw new IllegalArgumentException("not a label: \"" + label + "\"");
    }
    return new Builder(name, label);
  }

  /**
   * Reads one block.
   *
   * @throws IllegalArgumentException when the text is not exactly one block
   */
  public static AlloyBlock parse(String text) {
    AlloyFile file = AlloySyntax.parse(SourceText.of("block.alloy", text)).orElseThrow();
    boolean isOne = file.body().size() == 1 && file.body().get(0) instanceof Statement.Block;
    if (!isOne) {
      throw new IllegalArgumentException("not exactly one block: " + text);
    }
    return of((Statement.Block) file.body().get(0));
  }

  /** The content of a block that was read. */
  public static AlloyBlock of(Statement.Block block) {
    List<Item> items = new ArrayList<>();
    for (Statement statement : block.body()) {
      if (statement instanceof Statement.Attribute attribute) {
        items.add(new Item(attribute.name().text(), AlloyExpr.of(attribute.value()), null));
      } else if (statement instanceof Statement.Block inner) {
        items.add(new Item(inner.name().text(), null, of(inner)));
      }
    }
    return new AlloyBlock(block.name().text(), block.label().orElse(""), items);
  }

  /** Its name, such as {@code prometheus.scrape}. */
  public String name() {
    return name;
  }

  /** Its label; empty when it has none. */
  public Optional<String> label() {
    return label.isEmpty() ? Optional.empty() : Optional.of(label);
  }

  /** Name and label with a dot between, as other blocks refer to it. */
  public String id() {
    return label.isEmpty() ? name : name + "." + label;
  }

  /** A reference to something that the block exports, such as {@code receiver}. */
  public AlloyExpr export(String member) {
    return AlloyExpr.reference(id() + "." + member);
  }

  /** The value of an attribute; empty when it is not set. */
  public Optional<AlloyExpr> get(String attribute) {
    return items.stream()
        .filter(item -> item.name().equals(attribute))
        .map(Item::value)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The inner blocks, in order. */
  public List<AlloyBlock> blocks() {
    List<AlloyBlock> blocks = new ArrayList<>();
    for (Item item : items) {
      if (item.block() != null) {
        blocks.add(item.block());
      }
    }
    return List.copyOf(blocks);
  }

  /** A builder that starts from this block. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, label);
    builder.items.addAll(items);
    return builder;
  }

  /** The block as {@code alloy fmt} prints it, with a line feed at the end. */
  public String text() {
    StringBuilder out = new StringBuilder();
    write(out, "");
    AlloyFile file = AlloySyntax.parse(SourceText.of("block.alloy", out.toString()));
    return AlloyFormat.format(file)
        .orElseThrow(() -> new IllegalStateException("does not parse: " + out));
  }

  private void write(StringBuilder out, String indent) {
    out.append(indent).append(name);
    if (!label.isEmpty()) {
      out.append(" \"").append(label).append('"');
    }
    if (items.isEmpty()) {
      out.append(" { }\n");
      return;
    }
    out.append(" {\n");
    Item before = null;
    for (Item item : items) {
      if (before != null && (before.block() != null || item.block() != null)) {
        out.append('\n');
      }
      if (item.value() != null) {
        String value = item.value().laidOut(indent + "\t");
        out.append(indent).append('\t').append(item.name()).append(" = ").append(value);
        out.append('\n');
      } else if (item.block() != null) {
        item.block().write(out, indent + "\t");
      }
      before = item;
    }
    out.append(indent).append("}\n");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlloyBlock that
        && name.equals(that.name)
        && label.equals(that.label)
        && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, label, items);
  }

  @Override
  public String toString() {
    return text();
  }

  /** Collects the content of a block; not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final String label;
    private final List<Item> items = new ArrayList<>();

    private Builder(String name, String label) {
      for (String part : name.split("\\.", -1)) {
        if (!AlloySyntax.isIdentifier(part)) {
          throw new IllegalArgumentException("not a block's name: \"" + name + "\"");
        }
      }
      this.name = name;
      this.label = label;
    }

    /**
     * Sets an attribute; one that is set already gets the new value at its place.
     *
     * @throws IllegalArgumentException when the name is no identifier
     */
    public Builder set(String attribute, AlloyExpr value) {
      if (!AlloySyntax.isIdentifier(attribute)) {
        throw new IllegalArgumentException("not an attribute's name: \"" + attribute + "\"");
      }
      Item item = new Item(attribute, Objects.requireNonNull(value, "value"), null);
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).block() == null && items.get(i).name().equals(attribute)) {
          items.set(i, item);
          return this;
        }
      }
      items.add(item);
      return this;
    }

    /** Sets an attribute to a string. */
    public Builder set(String attribute, String value) {
      return set(attribute, AlloyExpr.string(value));
    }

    /** Sets an attribute to a whole number. */
    public Builder set(String attribute, long value) {
      return set(attribute, AlloyExpr.number(value));
    }

    /** Sets an attribute to true or false. */
    public Builder set(String attribute, boolean value) {
      return set(attribute, AlloyExpr.bool(value));
    }

    /** Sets an attribute to a duration. */
    public Builder set(String attribute, Duration value) {
      return set(attribute, AlloyExpr.duration(value));
    }

    /** Sets an attribute to an array of strings. */
    public Builder set(String attribute, Collection<String> values) {
      return set(attribute, AlloyExpr.strings(values));
    }

    /** Sets an attribute to an object of strings. */
    public Builder set(String attribute, Map<String, String> values) {
      return set(attribute, AlloyExpr.labels(values));
    }

    /** Adds an inner block. */
    public Builder block(AlloyBlock block) {
      items.add(new Item(block.name(), null, block));
      return this;
    }

    /** Adds an inner block without a label. */
    public Builder block(String named, UnaryOperator<Builder> content) {
      return block(content.apply(of(named)).build());
    }

    /** The block. */
    public AlloyBlock build() {
      return new AlloyBlock(name, label, items);
    }
  }
}
