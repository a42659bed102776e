package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.client.Call.DataReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The object that all answers come in.
 *
 * @param data what the reader made of {@code data}; null when it was absent or null
 * @param status {@code success}, {@code error} or, where a server leaves it out, empty
 * @param errorType the store's name of the error; empty without one
 * @param error the store's words; empty without an error
 */
record Envelope<T>(
    @Nullable T data,
    String status,
    String errorType,
    String error,
    List<String> warnings,
    List<String> infos) {
  Envelope {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  boolean isError() {
    return status.equals("error");
  }

  /**
   * Reads one from a stream.
   *
   * @throws UnexpectedAnswer when the body is not such an object
   * @throws IOException when the body breaks off
   */
  static <T> Envelope<T> read(InputStream body, DataReader<T> reader) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return read(parser, reader);
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new UnexpectedAnswer("broken JSON: " + e.getOriginalMessage());
    }
  }

  private static <T> Envelope<T> read(JsonParser parser, DataReader<T> reader) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnexpectedAnswer("the body is no JSON object");
    }
    T data = null;
    String status = "";
    String errorType = "";
    String error = "";
    List<String> warnings = List.of();
    List<String> infos = List.of();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "data" -> {
          if (token != JsonToken.VALUE_NULL && !status.equals("error")) {
            data = reader.read(parser);
          } else {
            parser.skipChildren();
          }
        }
        case "status" -> status = text(parser);
        case "errorType" -> errorType = text(parser);
        case "error" -> error = text(parser);
        case "warnings" -> warnings = texts(parser);
        case "infos" -> infos = texts(parser);
        default -> parser.skipChildren();
      }
    }
    return new Envelope<>(data, status, errorType, error, warnings, infos);
  }

  private static String text(JsonParser parser) {
    return Json.read(parser).text();
  }

  private static List<String> texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    Json.read(parser).items().forEach(item -> texts.add(item.text()));
    return texts;
  }
}
