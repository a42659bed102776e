package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Fills a tree from Jackson's token stream; used once. */
final class JsonDocReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DocReader.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Parts of Jackson's messages that say nothing about the text. */
  private static final Pattern NOISE =
      Pattern.compile(
          " \\(code [^)]*\\)| \\(for (?:Object|Array) starting at .*| \\(start marker at .*|: enable `.*");

  private static final int SHARED_LENGTH = 48;

  private final SourceText source;
  private final String text;
  private final int begin;
  private final Map<String, String> shared = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  JsonDocReader(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.begin = text.startsWith("\uFEFF") ? 1 : 0;
  }

  DocParse read() {
    Doc root = null;
    char[] chars = text.toCharArray();
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), chars, begin, chars.length - begin)) {
      JsonToken first = null;
      try {
        first = parser.nextToken();
        if (first == null) {
          problems.add(new Problem(Span.at(text.length()), "nothing here; expected a JSON value"));
        } else {
          root = value(parser, first);
        }
      } catch (JacksonException e) {
        problems.add(problem(e, parser));
      }
      if (root != null) {
        checkNothingFollows(root);
      }
    }
    return new DocParse(source, root, problems, new IdentityHashMap<>());
  }

  private Doc value(JsonParser parser, JsonToken token) {
    int start = start(parser);
    return switch (token) {
      case START_OBJECT -> object(parser, start);
      case START_ARRAY -> array(parser, start);
      case VALUE_STRING ->
          new Doc.Str(share(parser.getString()), Doc.Style.JSON, new Span(start, quotedEnd(start)));
      case VALUE_TRUE -> new Doc.Bool(true, new Span(start, start + 4));
      case VALUE_FALSE -> new Doc.Bool(false, new Span(start, start + 5));
      case VALUE_NULL -> new Doc.Null(new Span(start, start + 4));
      default -> {
        String number = share(parser.getString());
        yield new Doc.Num(number, new Span(start, start + number.length()));
      }
    };
  }

  private Doc object(JsonParser parser, int start) {
    List<Doc.Member> members = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token == JsonToken.PROPERTY_NAME;
        token = parser.nextToken()) {
      int keyStart = start(parser);
      String key = share(parser.currentName());
      Span keySpan = new Span(keyStart, quotedEnd(keyStart));
      members.add(new Doc.Member(key, keySpan, value(parser, parser.nextToken())));
    }
    return new Doc.Obj(members, new Span(start, start(parser) + 1));
  }

  private Doc array(JsonParser parser, int start) {
    List<Doc> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Doc.Arr(items, new Span(start, start(parser) + 1));
  }

  private int start(JsonParser parser) {
    return offset(parser.currentTokenLocation().getCharOffset());
  }

  private int offset(long charOffset) {
    return (int) Math.min(Math.max(charOffset, 0) + begin, text.length());
  }

  /** Behind the closing quote of a string that Jackson has accepted. */
  private int quotedEnd(int start) {
    int at = start + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private String share(String value) {
    if (value.length() > SHARED_LENGTH) {
      return value;
    }
    String known = shared.putIfAbsent(value, value);
    return known == null ? value : known;
  }

  private void checkNothingFollows(Doc root) {
    for (int i = root.span().end(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        problems.add(
            new Problem(
                new Span(i, text.length()), "text behind the JSON value; expected the end"));
        return;
      }
    }
  }

  private Problem problem(JacksonException error, JsonParser parser) {
    if (error instanceof StreamConstraintsException) {
      return new Problem(
          new Span(start(parser), Math.min(start(parser) + 1, text.length())),
          "nested deeper than " + DocReader.MAX_DEPTH + " levels");
    }
    var location = error.getLocation();
    int at = location == null ? start(parser) : offset(location.getCharOffset());
    Span span = new Span(at, Math.min(at + 1, text.length()));
    return new Problem(span, "not JSON: " + words(error.getOriginalMessage()));
  }

  private static String words(@Nullable String message) {
    if (message == null || message.isEmpty()) {
      return "unreadable";
    }
    String plain = NOISE.matcher(message).replaceAll("");
    return Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
  }
}
