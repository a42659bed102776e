package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.grafana.internal.UnexpectedAnswer;
import com.scanium.sightline.text.Doc;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the results of queries while they stream in: schemas as small trees, data in columns. */
final class FrameReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  private FrameReader() {}

  /** The results by {@code refId}, in the order of the answer. */
  static Map<String, DataResult> read(InputStream body) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnexpectedAnswer("the body is no JSON object");
      }
      Map<String, DataResult> results = null;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = parser.currentName().equals("results");
        if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
          results = results(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (results == null) {
        throw new UnexpectedAnswer("it has no results");
      }
      return results;
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new UnexpectedAnswer("broken JSON: " + e.getOriginalMessage());
    }
  }

  private static Map<String, DataResult> results(JsonParser parser) throws IOException {
    Map<String, DataResult> results = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String refId = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        results.put(refId, result(parser, refId));
      } else {
        parser.skipChildren();
      }
    }
    return results;
  }

  private static DataResult result(JsonParser parser, String refId) throws IOException {
    int status = 0;
    String error = "";
    String source = "";
    List<DataFrame> frames = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("status") && token == JsonToken.VALUE_NUMBER_INT) {
        status = parser.getIntValue();
      } else if (name.equals("error") && token == JsonToken.VALUE_STRING) {
        error = parser.getString();
      } else if (name.equals("errorSource") && token == JsonToken.VALUE_STRING) {
        source = parser.getString();
      } else if (name.equals("frames") && token == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          frames.add(frame(parser, refId));
        }
      } else {
        parser.skipChildren();
      }
    }
    return new DataResult(status, error, source, frames);
  }

  private static DataFrame frame(JsonParser parser, String refId) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new UnexpectedAnswer("a frame is no object");
    }
    Doc schema = Doc.object();
    List<Column> columns = new ArrayList<>();
    Doc entities = Doc.nothing();
    Doc nanos = Doc.nothing();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String part = parser.currentName();
      JsonToken token = parser.nextToken();
      if (part.equals("schema")) {
        schema = tree(parser);
      } else if (part.equals("data") && token == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          token = parser.nextToken();
          switch (name) {
            case "values" -> columns = columns(parser);
            case "entities" -> entities = tree(parser);
            case "nanos" -> nanos = tree(parser);
            default -> parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
    return frame(schema, columns, entities, nanos, refId);
  }

  private static List<Column> columns(JsonParser parser) throws IOException {
    List<Column> columns = new ArrayList<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return columns;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new UnexpectedAnswer("the values of a frame are no list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Column column = new Column();
      column.read(parser);
      columns.add(column);
    }
    return columns;
  }

  private static DataFrame frame(
      Doc schema, List<Column> columns, Doc entities, Doc nanos, String refId) {
    for (int i = 0; i < columns.size(); i++) {
      replace(columns.get(i), item(entities, i), "NaN", Double.NaN);
      replace(columns.get(i), item(entities, i), "Inf", Double.POSITIVE_INFINITY);
      replace(columns.get(i), item(entities, i), "NegInf", Double.NEGATIVE_INFINITY);
      List<Doc> more = item(nanos, i).items();
      if (!more.isEmpty()) {
        columns.get(i).nanos(more.stream().mapToLong(nano -> nano.asLong().orElse(0L)).toArray());
      }
    }
    List<Doc> described = Trees.member(schema, "fields").items();
    List<DataField> fields = new ArrayList<>();
    for (int i = 0; i < Math.max(columns.size(), described.size()); i++) {
      Doc field = i < described.size() ? described.get(i) : Doc.object();
      fields.add(
          new DataField(
              Trees.text(field, "name"),
              Trees.text(field, "type"),
              Trees.texts(Trees.member(field, "labels")),
              i < columns.size() ? columns.get(i) : new Column()));
    }
    String named = Trees.text(schema, "refId");
    return new DataFrame(
        Trees.text(schema, "name"),
        named.isEmpty() ? refId : named,
        Trees.member(schema, "meta"),
        fields);
  }

  private static Doc item(Doc list, int index) {
    List<Doc> items = list.items();
    return index < items.size() ? items.get(index) : Doc.nothing();
  }

  private static void replace(Column column, Doc entities, String kind, double value) {
    for (Doc row : Trees.member(entities, kind).items()) {
      row.asLong().ifPresent(index -> column.replace(index, value));
    }
  }

  /** The value that the parser stands on, for parts that are small. */
  static Doc tree(JsonParser parser) throws IOException {
    Doc tree = value(parser);
    if (tree == null) {
      throw new UnexpectedAnswer("a frame breaks off");
    }
    return tree;
  }

  private static @Nullable Doc value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Doc> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, tree(parser));
      }
      return Doc.object(members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Doc> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(tree(parser));
      }
      return Doc.array(items);
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return Doc.bool(token == JsonToken.VALUE_TRUE);
    }
    if (token == JsonToken.VALUE_NUMBER_INT && parser.getString().length() < 19) {
      return Doc.number(parser.getLongValue());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && Double.isFinite(parser.getDoubleValue())) {
      return Doc.number(parser.getDoubleValue());
    }
    if (token == null || token == JsonToken.VALUE_NULL) {
      return token == null ? null : Doc.nothing();
    }
    return Doc.string(parser.getString());
  }
}
