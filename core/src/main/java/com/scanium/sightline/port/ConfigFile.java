package com.scanium.sightline.port;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product's YAML configuration file as a tree, merge keys applied, with what is wrong with its
 * syntax. Immutable.
 */
public final class ConfigFile {
  private final SourceText source;
  private final @Nullable Path path;
  private final Doc root;
  private final List<Finding> syntax;

  private ConfigFile(SourceText source, @Nullable Path path, Doc root, List<Finding> syntax) {
    this.source = source;
    this.path = path;
    this.root = root;
    this.syntax = List.copyOf(syntax);
  }

  /**
   * Reads a file.
   *
   * @param base the folder that names in reports are relative to
   * @param rule the id of the findings about its syntax
   * @param product the product's name for people
   * @throws IOException when the file cannot be read
   */
  public static ConfigFile load(Path file, Path base, String rule, String product)
      throws IOException {
    return read(SourceText.load(file, base), file, rule, product);
  }

  /** Reads a text; it then belongs to no file on disk. */
  public static ConfigFile read(SourceText source, String rule, String product) {
    return read(Objects.requireNonNull(source, "source"), null, rule, product);
  }

  private static ConfigFile read(
      SourceText source, @Nullable Path path, String rule, String product) {
    DocParse parse = DocReader.yaml(source);
    List<Finding> syntax = new ArrayList<>();
    parse.problems().stream()
        .map(
            problem ->
                Finding.of(rule, Severity.ERROR)
                    .message(product + "'s configuration does not parse: " + problem.message())
                    .at(source.location(problem.span()))
                    .anchor(problem.message())
                    .build())
        .forEach(syntax::add);
    Doc root = parse.root().map(Doc::mergeKeysApplied).orElse(Doc.object());
    if (!root.isObject() && !root.isNull() && parse.isClean()) {
      syntax.add(
          Finding.of(rule, Severity.ERROR)
              .message(product + "'s configuration must be a mapping, found " + root.kind())
              .at(source.location())
              .build());
    }
    return new ConfigFile(source, path, root.isObject() ? root : Doc.object(), syntax);
  }

  /** The text. */
  public SourceText source() {
    return source;
  }

  /** The file's name as reports show it. */
  public String name() {
    return source.location().file();
  }

  /** Where the file lies; empty for a text. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /** The tree; an empty mapping when there is none. */
  public Doc root() {
    return root;
  }

  /** What is wrong with the syntax; what was read of the tree is there all the same. */
  public List<Finding> syntax() {
    return syntax;
  }

  /** A path that somebody wrote: unknown when it holds a variable, unset when blank or absent. */
  public Setting<String> pathAt(String... fields) {
    Optional<Doc> value = root.path(fields);
    if (value.isEmpty()) {
      return Setting.unset();
    }
    SourceLocation at = source.location(value.get().span());
    String text = value.get().asString().orElse("").strip();
    if (text.contains("$")) {
      return Setting.unknown("it holds a variable", at);
    }
    return text.isEmpty() ? Setting.unset() : Setting.known(text, at);
  }

  /** What remarks in its comments ignore. */
  public List<Ignore> ignores() {
    return IgnoreRemarks.inComments(source);
  }

  /**
   * A port that somebody wrote, as a number or as the end of an address; unknown when it holds a
   * variable or is no port, unset when absent.
   */
  public Setting<Integer> portAt(String... fields) {
    Optional<Doc> value = root.path(fields).filter(found -> !found.isNull());
    if (value.isEmpty()) {
      return Setting.unset();
    }
    SourceLocation at = source.location(value.get().span());
    String text = value.get().asText().orElse("").strip();
    String digits = text.substring(text.lastIndexOf(':') + 1);
    boolean isPort = digits.matches("[0-9]{1,5}");
    return isPort
        ? Setting.known(Integer.parseInt(digits), at)
        : Setting.unknown("it is no plain port", at);
  }

  @Override
  public String toString() {
    return name();
  }
}
