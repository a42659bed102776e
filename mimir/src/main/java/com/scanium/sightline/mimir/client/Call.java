package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One question: where, with which parameters, and how to read its answer.
 *
 * @param path behind its base, with a slash in front
 * @param presence whether every server has it
 * @param headers what goes along beside the headers of the client
 * @param payload a body, or null
 * @param gone what it means that nothing is there any more, after an earlier answer was lost; null
 *     when that means nothing but that
 */
record Call<T>(
    Base base,
    String path,
    Form parameters,
    Method method,
    Presence presence,
    Headers headers,
    @Nullable Payload payload,
    Reader<T> reader,
    @Nullable T gone) {
  /** What a path is relative to. */
  enum Base {
    /** The query interface, {@code <url>/api/v1}. */
    API,
    /** The address that the client was made with. */
    URL,
    /** The root of the server, where Mimir keeps what is not Prometheus' own. */
    ROOT
  }

  /** How a question may be put. */
  enum Method {
    /** By GET only. */
    GET,
    /** By GET while it is short, else as a form. */
    GET_OR_POST,
    /** By POST with a payload. */
    POST,
    /** By DELETE. */
    DELETE
  }

  /** Whether every server has it. */
  enum Presence {
    /** Then nothing there means a wrong address. */
    EVERYWHERE,
    /** Then nothing there means that this server does not have it. */
    SOMEWHERE
  }

  /** A body and its type. */
  static final class Payload {
    private final String type;
    private final byte[] bytes;

    Payload(String type, byte[] bytes) {
      this.type = Objects.requireNonNull(type, "type");
      this.bytes = bytes.clone();
    }

    String type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  static <T> Call<T> of(
      Base base, String path, Form form, Method method, Presence presence, Reader<T> reader) {
    return new Call<>(base, path, form, method, presence, Headers.EMPTY, null, reader, null);
  }

  Call<T> with(Headers more) {
    return new Call<>(base, path, parameters, method, presence, more, payload, reader, gone);
  }

  Call<T> with(Payload body) {
    return new Call<>(base, path, parameters, method, presence, headers, body, reader, gone);
  }

  Call<T> goneMeans(T value) {
    return new Call<>(base, path, parameters, method, presence, headers, payload, reader, value);
  }
}
