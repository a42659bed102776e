package com.scanium.sightline.mimir.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Small JSON as a tree with lenient questions: what is absent or of another kind answers like an
 * empty one, for servers differ in what they leave out.
 */
final class Json {
  private static final Json NOTHING = new Json(null);

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /** A tree of maps, lists, texts and nulls. */
  static Json of(@Nullable Object value) {
    return new Json(value);
  }

  /** The value at the beginning of a text; nothing when it is none, or cut off. */
  static Json parse(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new JsonBytes(new ByteArrayInputStream(bytes)).tree();
    } catch (IOException e) {
      return NOTHING;
    }
  }

  boolean isObject() {
    return value instanceof Map;
  }

  boolean isArray() {
    return value instanceof List;
  }

  /** A member of an object. */
  Json get(String name) {
    return value instanceof Map<?, ?> members ? new Json(members.get(name)) : NOTHING;
  }

  /** The items of an array. */
  List<Json> items() {
    List<Json> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        items.add(new Json(item));
      }
    }
    return items;
  }

  /** The members of an object in their order. */
  Map<String, Json> members() {
    Map<String, Json> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(String.valueOf(name), new Json(member)));
    }
    return members;
  }

  /** A text, or a number or boolean as written; empty for everything else. */
  String text() {
    return value instanceof String text ? text : "";
  }

  /** The members that are texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    members()
        .forEach(
            (name, member) -> {
              if (member.value instanceof String text) {
                texts.put(name, text);
              }
            });
    return texts;
  }

  @Override
  public String toString() {
    return Objects.toString(value);
  }
}
