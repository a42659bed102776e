package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads JSON and YAML into {@link Doc} trees.
 *
 * <p>Bad input gives problems with places, never an exception: nesting is limited to {@value
 * #MAX_DEPTH} levels, YAML aliases to {@value #MAX_NODES} nodes when written out. Stateless.
 */
public final class DocReader {
  /** How deep objects and arrays may nest. */
  public static final int MAX_DEPTH = 500;

  /** How many nodes a YAML document may have when every alias is written out. */
  public static final int MAX_NODES = 1_000_000;

  private DocReader() {}

  /**
   * Reads one JSON value (RFC 8259); a byte order mark is skipped.
   *
   * <p>Text behind the value is a problem beside the root. An empty text is a problem.
   */
  public static DocParse json(SourceText source) {
    return withEncoding(new JsonDocReader(source).read());
  }

  /**
   * Reads the first document of a YAML stream; the others are ignored, as Docker Compose and
   * Prometheus do.
   *
   * <p>YAML 1.2 with the scalars of Go's yaml.v3 (see {@link Doc.Num}). Merge keys stay members
   * named {@code <<}; {@link Doc#mergeKeysApplied} carries them out.
   */
  public static DocParse yaml(SourceText source) {
    return withEncoding(new YamlDocReader(source).readFirst());
  }

  /**
   * Reads every document of a YAML stream. A syntax error ends the list with a parse that holds the
   * problem; a stream without content gives one parse without root.
   */
  public static List<DocParse> yamlAll(SourceText source) {
    List<DocParse> all = new ArrayList<>(new YamlDocReader(source).readAll());
    all.set(0, withEncoding(all.get(0)));
    return all;
  }

  /**
   * Reads JSON or YAML by the name of the source: {@code .json} is JSON, {@code .yaml} and {@code
   * .yml} YAML; any other name is judged by its first character (an opening brace or bracket is
   * JSON).
   */
  public static DocParse read(SourceText source) {
    String path = source.source().getPath() == null ? "" : source.source().getPath();
    String name = path.toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return yaml(source);
    }
    return name.endsWith(".json") || looksLikeJson(source.text()) ? json(source) : yaml(source);
  }

  /**
   * Leads from offsets in a string's decoded value to offsets in the file.
   *
   * <p>Exact for JSON, for YAML's plain and quoted scalars and for literal blocks; in folded blocks
   * a folded line end leads to the line end it came from. A synthetic string leads to its span's
   * start.
   *
   * @param source the text that the string was read from
   * @param string a string of that text
   */
  public static OffsetMap offsets(SourceText source, Doc.Str string) {
    return ScalarOffsets.of(source, string);
  }

  /** Says first what is wrong with the bytes: the rest may follow from it. */
  private static DocParse withEncoding(DocParse parse) {
    return parse
        .source()
        .notUtf8()
        .map(
            at ->
                parse.withFirst(
                    new Problem(at, "the file is not UTF-8: this character is damaged")))
        .orElse(parse);
  }

  private static boolean looksLikeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\uFEFF' && !Character.isWhitespace(c)) {
        return c == '{' || c == '[';
      }
    }
    return false;
  }
}
