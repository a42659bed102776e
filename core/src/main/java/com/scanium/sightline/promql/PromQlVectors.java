package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlOptions.Experimental;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.text.Span;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers lines of JSON that hold queries with lines of JSON that hold trees, for tests against
 * reference vectors and for tools in other languages.
 *
 * <p>A question has the members {@code id}, {@code expr} (or {@code exprB64}, the Base64 of bytes
 * that may not be UTF-8) and {@code experimental}; others are ignored. The answer has {@code id}
 * and {@code ok}, then {@code error} and {@code errorPos}, or {@code canonical}, {@code type},
 * {@code ast} and {@code selectors}. All offsets count bytes of the UTF-8 text.
 *
 * <p>Immutable; may be used by several threads.
 */
public final class PromQlVectors {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxDocumentLength(Long.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private final Grammar grammar;

  /** Answers for a grammar version. */
  public PromQlVectors(Grammar grammar) {
    this.grammar = Objects.requireNonNull(grammar, "grammar");
  }

  /**
   * Answers one line.
   *
   * @return one line of JSON without its line end; a line that isn't a question gives {@code
   *     {"id":null,"ok":false,"error":…}}
   */
  public String answer(String line) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      Question question = null;
      String flaw = "";
      try {
        question = read(line);
      } catch (JacksonException e) {
        flaw = "not JSON: " + e.getOriginalMessage();
      } catch (IllegalArgumentException e) {
        flaw = Objects.requireNonNullElse(e.getMessage(), "bad Base64");
      }
      json.writeStartObject();
      if (question == null) {
        json.writeNullProperty("id");
        json.writeBooleanProperty("ok", false);
        json.writeStringProperty("error", flaw);
      } else {
        answer(question, json);
      }
      json.writeEndObject();
    }
    return out.toString();
  }

  private record Question(@Nullable String id, ByteText text, boolean experimental) {}

  /** Reads a question; anything else is an {@link IllegalArgumentException}. */
  private static Question read(String line) {
    String id = null;
    ByteText text = null;
    boolean experimental = false;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a question must be a JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("id") && value.isScalarValue()) {
          id = value == JsonToken.VALUE_NULL ? null : json.getString();
        } else if (name.equals("expr") && value == JsonToken.VALUE_STRING) {
          text = ByteText.of(json.getString());
        } else if (name.equals("exprB64") && value == JsonToken.VALUE_STRING) {
          text = ByteText.of(Base64.getDecoder().decode(json.getString()));
        } else if (name.equals("experimental")) {
          experimental = value == JsonToken.VALUE_TRUE;
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON value on a line");
      }
    }
    if (text == null) {
      throw new IllegalArgumentException("a question must have the member expr or exprB64");
    }
    return new Question(id, text, experimental);
  }

  private void answer(Question question, JsonGenerator json) {
    ByteText text = question.text();
    PromQlOptions options =
        PromQlOptions.DEFAULT
            .withGrammar(grammar)
            .withExperimental(question.experimental() ? Experimental.ON : Experimental.OFF);
    PromQlParse parse = PromQl.parse(text.text(), options);
    json.writeName("id");
    json.writeString(question.id());
    json.writeBooleanProperty("ok", parse.isOk());
    if (!parse.isOk()) {
      PromQlError error = parse.errors().get(0);
      Span span = text.bytes(error.span());
      json.writeStringProperty("error", error.toString());
      json.writeObjectPropertyStart("errorPos");
      json.writeNumberProperty("start", span.start());
      json.writeNumberProperty("end", span.end());
      json.writeEndObject();
      return;
    }
    PromQlExpr expr = parse.orElseThrow();
    json.writeStringProperty("canonical", PromQl.print(expr, grammar));
    json.writeStringProperty("type", expr.type().name().toLowerCase(Locale.ROOT));
    json.writeName("ast");
    TreeJson tree = new TreeJson(json, text);
    tree.write(expr);
    json.writeName("selectors");
    tree.writeSelectors(expr);
  }
}
