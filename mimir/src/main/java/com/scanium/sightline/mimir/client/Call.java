package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonParser;

/**
 * One question: where, with which parameters, and how to read its answer.
 *
 * @param path behind the base URL, with a slash in front
 * @param method how it may be put
 * @param presence whether every server has it
 * @param data reads {@code data}
 */
record Call<T>(String path, Form parameters, Method method, Presence presence, DataReader<T> data) {
  /** How a question may be put. */
  enum Method {
    /** By GET only. */
    GET,
    /** By GET while it is short, else as a form. */
    GET_OR_POST
  }

  /** Whether every server has it. */
  enum Presence {
    /** Then nothing there means a wrong address. */
    EVERYWHERE,
    /** Then nothing there means that this server does not have it. */
    SOMEWHERE
  }

  /**
   * Reads {@code data}.
   *
   * @param <T> what becomes of it
   */
  interface DataReader<T> {
    /**
     * Reads the value that the parser stands on, to its end.
     *
     * @throws IOException when it is not what was asked for
     */
    T read(JsonParser parser) throws IOException;

    /** What the absence of {@code data} means; by default an answer that cannot be. */
    default T absent() throws IOException {
      throw new UnexpectedAnswer("the answer has no data");
    }

    /** A last change with the store's remarks. */
    default T with(T data, List<String> infos) {
      return data;
    }
  }
}
