package com.scanium.sightline.mimir.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The object that most answers come in.
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
  private static final int MAX_REMARKS = 10_000;

  Envelope {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  boolean isError() {
    return status.equals("error");
  }

  /**
   * Reads {@code data}.
   *
   * @param <T> what becomes of it
   */
  interface DataReader<T> {
    /**
     * Reads the next value to its end.
     *
     * @throws IOException when it is not what was asked for
     */
    T read(JsonBytes json) throws IOException;
  }

  /**
   * Reads one from a stream.
   *
   * @throws UnexpectedAnswer when the body is not such an object
   * @throws IOException when the body breaks off
   */
  static <T> Envelope<T> read(InputStream body, DataReader<T> reader) throws IOException {
    JsonBytes json = new JsonBytes(body);
    T data = null;
    String status = "";
    String errorType = "";
    String error = "";
    List<String> warnings = List.of();
    List<String> infos = List.of();
    json.expect('{', "an object");
    if (!json.nextIf('}')) {
      do {
        switch (json.name()) {
          case "data" -> {
            if (status.equals("error")) {
              json.skip();
            } else if (!json.nextIsNull()) {
              data = reader.read(json);
            }
          }
          case "status" -> status = json.tree().text();
          case "errorType" -> errorType = json.tree().text();
          case "error" -> error = json.tree().text();
          case "warnings" -> warnings = remarks(json);
          case "infos" -> infos = remarks(json);
          default -> json.skip();
        }
      } while (json.more('}'));
    }
    return new Envelope<>(data, status, errorType, error, warnings, infos);
  }

  private static List<String> remarks(JsonBytes json) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Json item : json.tree().items()) {
      if (texts.size() < MAX_REMARKS) {
        texts.add(item.text());
      }
    }
    return texts;
  }
}
