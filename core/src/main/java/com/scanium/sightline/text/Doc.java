package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * JSON and YAML that isn't ours: one located tree in which nothing is lost.
 *
 * <p>Members keep their order and their duplicates, numbers keep their text, and every key and
 * value knows its {@link Span} in the file as stored. Typed accessors answer with an empty {@code
 * Optional} when the node is of another kind, so that odd shapes never throw. Trees come from
 * {@link DocReader} and go out through {@link DocWriter}.
 *
 * <p>A YAML alias is the very node that its anchor names, so a tree from YAML may share nodes; the
 * reader bounds how often. Immutable and safe for use by several threads. Records with a span
 * differ when only places differ; {@link #sameAs} compares content.
 */
public sealed interface Doc {
  /**
   * The span of nodes that were made by a factory and not yet put into a tree; {@link Obj#with}
   * replaces it by a real place. A {@link SourceText} maps it to its end.
   */
  Span NOWHERE = Span.at(Integer.MAX_VALUE);

  /** Where the node is written, quotes and brackets included, YAML anchor and tag excluded. */
  Span span();

  /** What the node is. */
  Kind kind();

  /** A copy that stands at another place; nodes below keep theirs unless they are nowhere. */
  Doc at(Span span);

  /**
   * The value of a member.
   *
   * @param key the decoded key; among duplicates the last one counts, as Go, JavaScript and Jackson
   *     decide
   * @return empty when the node is no object or has no such member; {@link Null} is a value
   */
  default Optional<Doc> get(String key) {
    return member(key).map(Member::value);
  }

  /** The last member of this key; empty when there is none or the node is no object. */
  default Optional<Member> member(String key) {
    List<Member> all = members();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).key().equals(key)) {
        return Optional.of(all.get(i));
      }
    }
    return Optional.empty();
  }

  /** The value at the end of a path of keys; no keys give the node itself. */
  default Optional<Doc> path(String... keys) {
    Optional<Doc> at = Optional.of(this);
    for (String key : keys) {
      at = at.flatMap(doc -> doc.get(key));
    }
    return at;
  }

  /** The items of an array in order; none when the node is no array. */
  default List<Doc> items() {
    return List.of();
  }

  /** The members of an object in order, duplicates included; none when the node is no object. */
  default List<Member> members() {
    return List.of();
  }

  /** The nodes directly below, in source order. */
  default List<Doc> children() {
    return items();
  }

  /** The text of a string; empty for every other kind, numbers included. */
  default Optional<String> asString() {
    return Optional.empty();
  }

  /** A string's text, a number as written, {@code true} or {@code false}; empty for the rest. */
  default Optional<String> asText() {
    return asString();
  }

  /** A number that is integral and fits, YAML's hexadecimal and octal forms included. */
  default Optional<Integer> asInt() {
    return asLong()
        .filter(value -> value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  /** A number that is integral and fits, YAML's hexadecimal and octal forms included. */
  default Optional<Long> asLong() {
    return Optional.empty();
  }

  /** A number as the nearest double, {@code .inf} and {@code .nan} of YAML included. */
  default Optional<Double> asDouble() {
    return Optional.empty();
  }

  /**
   * A boolean; also YAML's unquoted {@code yes}, {@code no}, {@code on}, {@code off}, {@code y},
   * {@code n}, which are strings of YAML 1.2 that Go's decoder takes where a boolean is wanted.
   */
  default Optional<Boolean> asBoolean() {
    return Optional.empty();
  }

  /** Whether this is null (also YAML's {@code ~} and a value that is left out). */
  default boolean isNull() {
    return kind() == Kind.NULL;
  }

  /** Whether this is an object. */
  default boolean isObject() {
    return kind() == Kind.OBJECT;
  }

  /** Whether this is an array. */
  default boolean isArray() {
    return kind() == Kind.ARRAY;
  }

  /**
   * A copy with one member set; every other member keeps its value and its place. A key that exists
   * keeps its position (of duplicates the last), a new one goes to the end.
   *
   * @throws IllegalStateException when the node is no object
   */
  default Doc with(String key, Doc value) {
    throw new IllegalStateException(kind() + " has no members");
  }

  /**
   * A copy without the members of this key, duplicates included; the same node when there are none.
   *
   * @throws IllegalStateException when the node is no object
   */
  default Doc without(String key) {
    throw new IllegalStateException(kind() + " has no members");
  }

  /**
   * This tree with YAML's merge keys ({@code <<}) carried out everywhere: members of the merged
   * objects come in at the place of the key; written members win, then earlier merged ones. Values
   * of {@code <<} that are no object (nor a list of objects) stay as they are.
   */
  default Doc mergeKeysApplied() {
    return new MergeKeys().apply(this);
  }

  /**
   * Whether both trees say the same: kinds, order, keys, values; places and quoting don't count.
   */
  default boolean sameAs(Doc other) {
    return SameContent.test(this, other);
  }

  /** A string that has no place yet. */
  static Doc string(String value) {
    return new Str(value, Style.SYNTHETIC, NOWHERE);
  }

  /** An integer that has no place yet. */
  static Doc number(long value) {
    return new Num(Long.toString(value), NOWHERE);
  }

  /**
   * A number that has no place yet; integral values are written without a fraction.
   *
   * @throws IllegalArgumentException when the value is infinite or not a number
   */
  static Doc number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("not a JSON number: " + value);
    }
    boolean integral = value == Math.rint(value) && Math.abs(value) < 1e15;
    return new Num(integral ? Long.toString((long) value) : Double.toString(value), NOWHERE);
  }

  /** A boolean that has no place yet. */
  static Doc bool(boolean value) {
    return new Bool(value, NOWHERE);
  }

  /** A null that has no place yet. */
  static Doc nothing() {
    return new Null(NOWHERE);
  }

  /** An array that has no place yet. */
  static Doc array(List<? extends Doc> items) {
    return new Arr(List.copyOf(items), NOWHERE);
  }

  /** An array that has no place yet. */
  static Doc array(Doc... items) {
    return array(List.of(items));
  }

  /** An object that has no place yet and no members; add them with {@link #with}. */
  static Doc object() {
    return new Obj(List.of(), NOWHERE);
  }

  /** An object that has no place yet, with the members in the map's own order. */
  static Doc object(Map<String, ? extends Doc> members) {
    List<Member> made = new ArrayList<>();
    members.forEach((key, value) -> made.add(new Member(key, NOWHERE, value)));
    return new Obj(made, NOWHERE);
  }

  /** What a node is; prints as the words that messages use. */
  enum Kind {
    /** Key-value pairs. */
    OBJECT("an object"),
    /** A sequence. */
    ARRAY("a list"),
    /** Text. */
    STRING("a string"),
    /** A number of any form. */
    NUMBER("a number"),
    /** True or false. */
    BOOLEAN("a boolean"),
    /** Null, or a value left out. */
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** How a string was written; decides how its characters map to the file. */
  enum Style {
    /** A JSON string. */
    JSON,
    /** An unquoted YAML scalar. */
    PLAIN,
    /** A YAML scalar in single quotes. */
    SINGLE_QUOTED,
    /** A YAML scalar in double quotes. */
    DOUBLE_QUOTED,
    /** A YAML block scalar that keeps its lines ({@code |}). */
    LITERAL,
    /** A YAML block scalar that folds its lines ({@code >}). */
    FOLDED,
    /** Made by a program, not read. */
    SYNTHETIC
  }

  /**
   * One member of an object.
   *
   * @param key the decoded key
   * @param keySpan where the key is written, quotes included
   * @param value the value
   */
  record Member(String key, Span keySpan, Doc value) {
    /** Refuses absent parts. */
    public Member {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(keySpan, "keySpan");
      Objects.requireNonNull(value, "value");
    }

    Member at(Span place) {
      boolean placed = !isNowhere(keySpan) && !isNowhere(value.span());
      return placed
          ? this
          : new Member(key, isNowhere(keySpan) ? place : keySpan, placed(value, place));
    }
  }

  /**
   * An object.
   *
   * @param members in source order, duplicates included
   * @param span from bracket to bracket; in YAML's block style from the first key to the end of the
   *     last value
   */
  record Obj(List<Member> members, Span span) implements Doc {
    /** Copies the members. */
    public Obj {
      members = List.copyOf(members);
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.OBJECT;
    }

    @Override
    public List<Doc> children() {
      return members.stream().map(Member::value).toList();
    }

    @Override
    public Obj at(Span place) {
      return new Obj(members.stream().map(member -> member.at(place)).toList(), place);
    }

    @Override
    public Obj with(String key, Doc value) {
      List<Member> copy = new ArrayList<>(members);
      for (int i = copy.size() - 1; i >= 0; i--) {
        Member old = copy.get(i);
        if (old.key().equals(key)) {
          copy.set(i, new Member(key, old.keySpan(), placed(value, old.value().span())));
          return new Obj(copy, span);
        }
      }
      Span end = isNowhere(span) ? NOWHERE : Span.at(span.end());
      copy.add(new Member(key, end, placed(value, end)));
      return new Obj(copy, span);
    }

    @Override
    public Obj without(String key) {
      List<Member> kept = members.stream().filter(member -> !member.key().equals(key)).toList();
      return kept.size() == members.size() ? this : new Obj(kept, span);
    }
  }

  /**
   * An array.
   *
   * @param items in source order
   * @param span from bracket to bracket; in YAML's block style from the first dash to the end of
   *     the last item
   */
  record Arr(List<Doc> items, Span span) implements Doc {
    /** Copies the items. */
    public Arr {
      items = List.copyOf(items);
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.ARRAY;
    }

    @Override
    public Arr at(Span place) {
      return new Arr(items.stream().map(item -> placed(item, place)).toList(), place);
    }
  }

  /**
   * A string.
   *
   * @param value the decoded text
   * @param style how it is written
   * @param span with quotes; of a block scalar from its {@code |} or {@code >} to the last
   *     character that isn't white space
   */
  record Str(String value, Style style, Span span) implements Doc {
    /** Refuses absent parts. */
    public Str {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(style, "style");
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.STRING;
    }

    @Override
    public Str at(Span place) {
      return new Str(value, style, place);
    }

    @Override
    public Optional<String> asString() {
      return Optional.of(value);
    }

    @Override
    public Optional<Boolean> asBoolean() {
      return style == Style.PLAIN ? YamlScalars.legacyBoolean(value) : Optional.empty();
    }
  }

  /**
   * A number.
   *
   * @param text as written: {@code 1.50e+3} stays that; YAML's {@code 0x1F}, {@code 0o17}, {@code
   *     017}, {@code 1_000}, {@code .inf} too
   * @param span where it is written
   */
  record Num(String text, Span span) implements Doc {
    /** Refuses absent parts. */
    public Num {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }

    @Override
    public Num at(Span place) {
      return new Num(text, place);
    }

    @Override
    public Optional<String> asText() {
      return Optional.of(text);
    }

    @Override
    public Optional<Long> asLong() {
      return YamlScalars.toLong(text);
    }

    @Override
    public Optional<Double> asDouble() {
      return YamlScalars.toDouble(text);
    }
  }

  /**
   * A boolean.
   *
   * @param value true or false
   * @param span where it is written
   */
  record Bool(boolean value, Span span) implements Doc {
    /** Refuses an absent span. */
    public Bool {
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }

    @Override
    public Bool at(Span place) {
      return new Bool(value, place);
    }

    @Override
    public Optional<String> asText() {
      return Optional.of(Boolean.toString(value));
    }

    @Override
    public Optional<Boolean> asBoolean() {
      return Optional.of(value);
    }
  }

  /**
   * A null.
   *
   * @param span where it is written; empty, behind the colon or dash, when YAML leaves it out
   */
  record Null(Span span) implements Doc {
    /** Refuses an absent span. */
    public Null {
      Objects.requireNonNull(span, "span");
    }

    @Override
    public Kind kind() {
      return Kind.NULL;
    }

    @Override
    public Null at(Span place) {
      return new Null(place);
    }
  }

  private static Doc placed(Doc value, Span place) {
    return isNowhere(value.span()) ? value.at(place) : value;
  }

  private static boolean isNowhere(Span span) {
    return span.equals(NOWHERE);
  }
}
