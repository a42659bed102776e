package com.scanium.sightline.alloy.builder;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration that is written in Java. Immutable; equal when the blocks are, comments not
 * counting.
 *
 * <pre>{@code
 * AlloyBlock mimir = AlloyComponents.prometheusRemoteWrite("mimir")
 *     .endpoint("http://mimir:9009/api/v1/push").build();
 * String text = AlloyDocument.builder()
 *     .add(AlloyComponents.prometheusScrape("backend")
 *         .target("backend:8080")
 *         .forwardTo(mimir.export("receiver"))
 *         .build())
 *     .add(mimir)
 *     .build()
 *     .text();
 * }</pre>
 */
public final class AlloyDocument {
  private final List<AlloyBlock> blocks;
  private final List<String> comments;

  private AlloyDocument(List<AlloyBlock> blocks, List<String> comments) {
    this.blocks = List.copyOf(blocks);
    this.comments = List.copyOf(comments);
  }

  /** Starts a configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a configuration, without its comments.
   *
   * @throws IllegalArgumentException when Alloy would refuse its syntax
   */
  public static AlloyDocument parse(SourceText source) {
    AlloyFile file = AlloySyntax.parse(source).orElseThrow();
    Builder builder = builder();
    file.blocks().map(AlloyBlock::of).forEach(builder::add);
    return builder.build();
  }

  /** The blocks, in order. */
  public List<AlloyBlock> blocks() {
    return blocks;
  }

  /** The text as {@code alloy fmt} prints it: a blank line between blocks. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      out.append(i == 0 ? "" : "\n");
      comments
          .get(i)
          .lines()
          .forEach(line -> out.append(("// " + line).stripTrailing()).append('\n'));
      out.append(blocks.get(i).text());
    }
    return out.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlloyDocument that && blocks.equals(that.blocks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(blocks);
  }

  @Override
  public String toString() {
    return text();
  }

  /** Collects the blocks of a configuration; not safe for use by several threads. */
  public static final class Builder {
    private final List<AlloyBlock> blocks = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    private Builder() {}

    /** Adds a block. */
    public Builder add(AlloyBlock block) {
      return add(block, "");
    }

    /** Adds a block with a comment before it, of one or several lines. */
    public Builder add(AlloyBlock block, String comment) {
      blocks.add(Objects.requireNonNull(block, "block"));
      comments.add(comment.replace("\r", ""));
      return this;
    }

    /** The configuration. */
    public AlloyDocument build() {
      return new AlloyDocument(blocks, comments);
    }
  }
}
