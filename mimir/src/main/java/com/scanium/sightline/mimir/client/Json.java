package com.scanium.sightline.mimir.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Small JSON as a tree with lenient questions: what is absent or of another kind answers like an
 * empty one, for servers differ in what they leave out.
 */
final class Json {
  /** Reads the answers of stores; deep nesting and endless names are refused by it. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  private static final Json NOTHING = new Json(null);

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /** The value that the parser stands on. */
  static Json read(JsonParser parser) {
    return new Json(value(parser));
  }

  /** The only value of a text. */
  static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return read(parser);
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return members;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return items;
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : parser.getString();
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
