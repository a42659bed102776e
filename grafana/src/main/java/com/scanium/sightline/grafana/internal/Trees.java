package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lenient questions to trees of small answers: what is absent or of another kind answers like an
 * empty one, for servers differ in what they leave out.
 */
public final class Trees {
  /** A tree that holds nothing. */
  private static final Doc NOTHING = Doc.nothing();

  private Trees() {}

  /**
   * The only JSON value of a body.
   *
   * @throws UnexpectedAnswer when it is no JSON
   * @throws IOException when it breaks off
   */
  public static Doc read(InputStream body) throws IOException {
    DocParse parse = DocReader.json(SourceText.of("answer", text(body)));
    if (parse.root().isEmpty() || !parse.isClean()) {
      String why = parse.problems().isEmpty() ? "no content" : parse.problems().get(0).message();
      throw new UnexpectedAnswer("broken JSON: " + why);
    }
    return parse.root().get();
  }

  /**
   * The whole body as text.
   *
   * @throws IOException when it breaks off
   */
  public static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A member; an empty tree when there is none. */
  public static Doc member(Doc tree, String name) {
    return tree.get(name).orElse(NOTHING);
  }

  /** A member as text: a string, or a number or boolean as written; else empty. */
  public static String text(Doc tree, String name) {
    return tree.get(name).flatMap(Doc::asText).orElse("");
  }

  /** A member as a whole number; 0 when it is none. */
  public static long number(Doc tree, String name) {
    return tree.get(name).flatMap(Doc::asLong).orElse(0L);
  }

  /** Whether a member is true. */
  public static boolean isTrue(Doc tree, String name) {
    return tree.get(name).flatMap(Doc::asBoolean).orElse(false);
  }

  /** The members that are texts, sorted by name, unmodifiable. */
  public static Map<String, String> texts(Doc object) {
    Map<String, String> texts = new TreeMap<>();
    for (Doc.Member member : object.members()) {
      member.value().asText().ifPresent(text -> texts.put(member.key(), text));
    }
    return Collections.unmodifiableMap(texts);
  }

  /** The items of a list that are texts. */
  public static List<String> strings(Doc list) {
    List<String> texts = new ArrayList<>();
    list.items().forEach(item -> item.asText().ifPresent(texts::add));
    return List.copyOf(texts);
  }

  /**
   * What becomes of each item of a list.
   *
   * @throws UnexpectedAnswer when it is neither a list nor absent
   */
  public static <T> List<T> each(Doc list, Call.TreeReader<T> reader) throws IOException {
    if (!list.isArray() && !list.isNull()) {
      throw new UnexpectedAnswer("expected a list, found " + list.kind());
    }
    List<T> all = new ArrayList<>();
    for (Doc item : list.items()) {
      all.add(reader.read(item));
    }
    return List.copyOf(all);
  }

  /**
   * The tree, if it is an object.
   *
   * @throws UnexpectedAnswer when it is not
   */
  public static Doc object(Doc tree) throws UnexpectedAnswer {
    if (!tree.isObject()) {
      throw new UnexpectedAnswer("expected an object, found " + tree.kind());
    }
    return tree;
  }
}
