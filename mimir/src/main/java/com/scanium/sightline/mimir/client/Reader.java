package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.client.Envelope.DataReader;
import com.scanium.sightline.port.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes an answer of a body that came with a status 2xx: by the first byte that is no blank, for
 * content types lie.
 *
 * @param <T> what the answer holds
 */
interface Reader<T> {
  /** The answer in the body. */
  Answer<T> read(Body body) throws IOException;

  /** Makes a value of a small tree. */
  interface FromTree<T> {
    T from(Json tree) throws IOException;
  }

  /** Makes a value of a text. */
  interface FromText<T> {
    T from(String text, Headers headers) throws IOException;
  }

  /** What a server sent, its beginning already looked at. */
  final class Body {
    private static final int HEAD_BYTES = 512;

    private final int status;
    private final Headers headers;
    private final String where;
    private final Presence presence;
    private final UnaryOperator<String> masking;
    private final byte[] head;
    private final InputStream rest;
    private final String start;

    Body(
        int status,
        Headers headers,
        InputStream stream,
        String where,
        Presence presence,
        UnaryOperator<String> masking)
        throws IOException {
      this.status = status;
      this.headers = headers;
      this.where = where;
      this.presence = presence;
      this.masking = masking;
      this.head = stream.readNBytes(HEAD_BYTES);
      this.rest = stream;
      this.start = new String(head, StandardCharsets.UTF_8).stripLeading();
    }

    Headers headers() {
      return headers;
    }

    /** The first characters, without blanks in front. */
    String start() {
      return start;
    }

    InputStream stream() {
      return new SequenceInputStream(new ByteArrayInputStream(head), rest);
    }

    <T> Answer<T> notUnderstood(String why) {
      return Answer.failed(
          Failures.notAnAnswer(
              status,
              "the answer of " + where + " was not understood: " + why,
              masking.apply(start)));
    }

    <T> Answer<T> somethingElse(String wanted) {
      String what = start.isEmpty() ? "an empty body" : "something other than " + wanted;
      return Answer.failed(
          Failures.notAnAnswer(status, what + " came back from " + where, masking.apply(start)));
    }

    <T> Answer<T> refused(String errorType, String error) {
      return Answer.failed(
          Failures.of(status, headers, errorType, masking.apply(error), presence, where));
    }
  }

  /** The data of an envelope. */
  static <T> Reader<T> enveloped(DataReader<T> data) {
    return body -> {
      if (!body.start().startsWith("{")) {
        return body.somethingElse("JSON");
      }
      Envelope<T> envelope = Envelope.read(body.stream(), data);
      if (envelope.isError()) {
        return body.refused(envelope.errorType(), envelope.error());
      }
      return envelope.data() == null
          ? body.notUnderstood("the answer has no data")
          : new Answer.Known<>(envelope.data(), envelope.warnings());
    };
  }

  /** The same where no data means an empty list. */
  static <T> Reader<List<T>> envelopedList(DataReader<List<T>> data) {
    return body -> {
      if (!body.start().startsWith("{")) {
        return body.somethingElse("JSON");
      }
      Envelope<List<T>> envelope = Envelope.read(body.stream(), data);
      if (envelope.isError()) {
        return body.refused(envelope.errorType(), envelope.error());
      }
      List<T> items = envelope.data();
      return new Answer.Known<>(items == null ? List.of() : items, envelope.warnings());
    };
  }

  /** A JSON object without an envelope. */
  static <T> Reader<T> bare(FromTree<T> change) {
    return body -> {
      if (!body.start().startsWith("{")) {
        return body.somethingElse("JSON");
      }
      Json tree = new JsonBytes(body.stream()).tree();
      if (tree.get("status").text().equals("error")) {
        return body.refused(tree.get("errorType").text(), tree.get("error").text());
      }
      return Answer.known(change.from(tree));
    };
  }

  /** A body of text; an HTML page is none. */
  static <T> Reader<T> text(FromText<T> change) {
    return body -> {
      if (body.start().startsWith("<")) {
        return body.somethingElse("text");
      }
      String text = new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
      return Answer.known(change.from(text, body.headers()));
    };
  }

  /** A body of any kind. */
  static <T> Reader<T> anything(FromText<T> change) {
    return body ->
        Answer.known(
            change.from(
                new String(body.stream().readAllBytes(), StandardCharsets.UTF_8), body.headers()));
  }

  /** Nothing but the success itself; a page of a gateway is none. */
  static Reader<Done> done() {
    return body -> {
      if (body.start().startsWith("<")) {
        return body.somethingElse("a confirmation");
      }
      if (body.start().startsWith("{")) {
        Json tree = Json.parse(body.start());
        if (tree.get("status").text().equals("error")) {
          return body.refused(tree.get("errorType").text(), tree.get("error").text());
        }
      }
      return Answer.known(Done.DONE);
    };
  }
}
