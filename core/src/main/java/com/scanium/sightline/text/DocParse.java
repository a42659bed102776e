package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one JSON or YAML document: a tree, problems, or both.
 *
 * <p>A syntax error leaves no root; problems beside a root are things that the programs which use
 * the file refuse as well (a key that is defined twice in YAML, text behind the JSON value). A YAML
 * file with nothing but comments has neither root nor problems. Immutable.
 */
public final class DocParse {
  private final SourceText source;
  private final @Nullable Doc root;
  private final List<Problem> problems;
  private final IdentityHashMap<Doc, String> tags;

  DocParse(
      SourceText source,
      @Nullable Doc root,
      List<Problem> problems,
      IdentityHashMap<Doc, String> tags) {
    this.source = Objects.requireNonNull(source, "source");
    this.root = root;
    this.problems = List.copyOf(problems);
    this.tags = new IdentityHashMap<>(tags);
  }

  /** The same with a problem that comes before all others. */
  DocParse withFirst(Problem problem) {
    List<Problem> all = new ArrayList<>();
    all.add(problem);
    all.addAll(problems);
    return new DocParse(source, root, all, tags);
  }

  /** The text that was read. */
  public SourceText source() {
    return source;
  }

  /** The tree; empty after a syntax error and for a YAML document without content. */
  public Optional<Doc> root() {
    return Optional.ofNullable(root);
  }

  /** What is wrong with the text, in source order; none for a clean document. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether nothing is wrong with the text. */
  public boolean isClean() {
    return problems.isEmpty();
  }

  /**
   * The YAML tag of a node of this tree that is no standard one, such as Compose's {@code !reset}
   * or {@code !override}.
   *
   * @param node the very node, not an equal one
   */
  public Optional<String> tagOf(Doc node) {
    return Optional.ofNullable(tags.get(node));
  }

  /** The place of a node in the source. */
  public SourceLocation locationOf(Doc node) {
    return source.location(node.span());
  }

  /**
   * The tree, for callers that cannot go on without one.
   *
   * @throws IllegalStateException when there is none; the message names place and problem
   */
  public Doc orElseThrow() {
    if (root != null) {
      return root;
    }
    throw new IllegalStateException(
        problems.isEmpty()
            ? source.location() + ": no content"
            : source.location(problems.get(0).span()) + ": " + problems.get(0).message());
  }

  @Override
  public String toString() {
    return source + ", " + (root == null ? "no root" : root.kind()) + ", problems " + problems;
  }
}
