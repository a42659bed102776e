package com.scanium.sightline.alloy;

import com.scanium.sightline.alloy.eval.DecodeType;
import com.scanium.sightline.alloy.eval.Evaluated;
import com.scanium.sightline.alloy.eval.Evaluator;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.ValueJson;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Comment;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.alloy.syntax.Token;
import com.scanium.sightline.alloy.syntax.TokenKind;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers test vectors about the configuration language, one JSON object each: {@code id}, {@code
 * kind} and {@code input} (or {@code inputBase64}), for some kinds more. Stateless.
 *
 * <p>The answer has {@code id} and {@code ok}, and as far as the kind has them {@code diagnostics}
 * (with {@code line} and {@code col}, from 1, columns in bytes; 0 where Alloy names no place),
 * {@code formatted}, {@code value}, {@code tokens} (each line, column, byte offset, kind, text),
 * {@code sanitized} and {@code valid}. Kinds are:
 *
 * <ul>
 *   <li>none, {@code config}, {@code parse} and {@code format}: a whole configuration
 *   <li>{@code expr}: an expression
 *   <li>{@code scan}: a text cut into tokens; {@code ident}: a name
 *   <li>{@code eval}: an expression with {@code scope}, {@code env} and {@code into}; {@code body}:
 *       a list of attributes
 *   <li>{@code validate}: the files of one instance, by name under {@code sources}
 * </ul>
 */
public final class AlloyVectors {
  private AlloyVectors() {}

  /** The answer to one line, itself one line; a line that can't be read is answered too. */
  public static String answer(String line) {
    DocParse parse = DocReader.json(SourceText.of("vector.json", line));
    Optional<Doc> vector = parse.root().filter(Doc::isObject);
    if (vector.isEmpty() || !parse.isClean()) {
      return refused(Doc.nothing(), "not a JSON object");
    }
    Doc id = vector.get().get("id").orElse(Doc.nothing());
    String kind = vector.get().get("kind").flatMap(Doc::asString).orElse("config");
    try {
      Map<String, Doc> answer = new LinkedHashMap<>();
      answer.put("id", id);
      answer.putAll(answer(kind, vector.get()));
      return DocWriter.json(Doc.object(answer));
    } catch (IllegalArgumentException malformed) {
      return refused(id, String.valueOf(malformed.getMessage()));
    }
  }

  private static String refused(Doc id, String error) {
    Map<String, Doc> answer = new LinkedHashMap<>();
    answer.put("id", id);
    answer.put("ok", Doc.bool(false));
    answer.put("error", Doc.string(error));
    return DocWriter.json(Doc.object(answer));
  }

  private static Map<String, Doc> answer(String kind, Doc vector) {
    return switch (kind) {
      case "config", "parse", "format" -> file(source(vector));
      case "expr" -> expression(source(vector));
      case "scan" -> tokens(source(vector));
      case "ident" -> identifier(source(vector).text());
      case "eval" -> value(source(vector), vector);
      case "body" -> body(source(vector), vector);
      case "validate" -> ValidateVector.answer(vector);
      default -> throw new IllegalArgumentException("no vectors of kind \"" + kind + "\"");
    };
  }

  private static SourceText source(Doc vector) {
    Optional<String> encoded = vector.get("inputBase64").flatMap(Doc::asString);
    Optional<String> plain = vector.get("input").flatMap(Doc::asString);
    if (encoded.isEmpty() && plain.isEmpty()) {
      throw new IllegalArgumentException("the line has no \"input\"");
    }
    byte[] bytes =
        encoded.isPresent()
            ? Base64.getDecoder().decode(encoded.get())
            : plain.get().getBytes(StandardCharsets.UTF_8);
    return SourceText.of("vector.alloy", AlloySyntax.decode(bytes));
  }

  private static Map<String, Doc> file(SourceText source) {
    AlloyFile file = AlloySyntax.parse(source);
    Map<String, Doc> answer = verdict(source, file.problems());
    AlloyFormat.format(file).ifPresent(text -> answer.put("formatted", Doc.string(text)));
    return answer;
  }

  private static Map<String, Doc> expression(SourceText source) {
    AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
    Map<String, Doc> answer = verdict(source, parsed.problems());
    AlloyFormat.format(parsed).ifPresent(text -> answer.put("formatted", Doc.string(text)));
    return answer;
  }

  private static Map<String, Doc> tokens(SourceText source) {
    AlloySyntax.Tokens scanned = AlloySyntax.scan(source);
    Map<String, Doc> answer = verdict(source, scanned.problems());
    BytePlaces places = new BytePlaces(source.text());
    List<Doc> tokens = new ArrayList<>();
    for (Token token : scanned.tokens()) {
      int start = token.span().start();
      tokens.add(
          Doc.array(
              Doc.number(places.line(start)),
              Doc.number(places.column(start)),
              Doc.number(places.bytes(start)),
              Doc.string(token.kind().spelling()),
              Doc.string(text(token, source))));
    }
    answer.put("tokens", Doc.array(tokens));
    return answer;
  }

  private static String text(Token token, SourceText source) {
    if (token.kind() == TokenKind.TERMINATOR) {
      return "\n";
    }
    if (token.kind() == TokenKind.COMMENT) {
      return printable(new Comment(source.slice(token.span()), token.span()).printedText());
    }
    // operators are named by their kind already
    boolean hasText = token.kind().spelling().equals(token.kind().name());
    return hasText ? printable(source.slice(token.span())) : "";
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xDC80 && c <= 0xDCFF ? 0xFFFD : c));
    return out.toString();
  }

  private static Map<String, Doc> identifier(String text) {
    Map<String, Doc> answer = new LinkedHashMap<>();
    // of nothing no name can be made
    answer.put("ok", Doc.bool(!text.isEmpty()));
    answer.put("valid", Doc.bool(AlloySyntax.isIdentifier(text)));
    String sanitized = text.isEmpty() ? "" : AlloySyntax.sanitizeIdentifier(text);
    answer.put("sanitized", Doc.string(sanitized));
    return answer;
  }

  private static Map<String, Doc> value(SourceText source, Doc vector) {
    AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
    if (!parsed.isValid()) {
      return verdict(source, parsed.problems());
    }
    String into = vector.get("into").flatMap(Doc::asString).orElse("any");
    DecodeType type =
        DecodeType.parse(into)
            .orElseThrow(() -> new IllegalArgumentException("no type \"" + into + "\""));
    Scope scope = VectorScope.of(vector);
    return outcome(source, Evaluator.of(source, scope).evaluate(parsed.expression(), type));
  }

  private static Map<String, Doc> outcome(SourceText source, Evaluated evaluated) {
    if (!evaluated.isOk()) {
      Problem first = evaluated.problems().get(0);
      Map<String, Doc> answer = verdict(source, List.of(first));
      if (!evaluated.isPlaced()) {
        answer.put("diagnostics", Doc.array(diagnostic(0, 0, first.message())));
      }
      return answer;
    }
    Map<String, Doc> answer = verdict(source, List.of());
    answer.put("value", ValueJson.of(evaluated.value()));
    return answer;
  }

  /** Attributes in order; as in Alloy the first thing that is wrong ends it. */
  private static Map<String, Doc> body(SourceText source, Doc vector) {
    AlloyFile file = AlloySyntax.parse(source);
    if (!file.isValid()) {
      return verdict(source, file.problems());
    }
    Evaluator evaluator = Evaluator.of(source, VectorScope.of(vector));
    Map<String, Doc> fields = new LinkedHashMap<>();
    for (Statement statement : file.body()) {
      if (!(statement instanceof Statement.Attribute attribute)) {
        Problem problem = new Problem(statement.span(), "no blocks are possible here");
        return verdict(source, List.of(problem));
      }
      Evaluated evaluated = evaluator.evaluate(attribute.value(), DecodeType.ANY);
      if (!evaluated.isOk()) {
        return outcome(source, evaluated);
      }
      fields.put(attribute.name().text(), ValueJson.of(evaluated.value()));
    }
    Map<String, Doc> answer = verdict(source, List.of());
    answer.put("value", Doc.object(fields));
    return answer;
  }

  private static Map<String, Doc> verdict(SourceText source, List<Problem> problems) {
    Map<String, Doc> answer = new LinkedHashMap<>();
    answer.put("ok", Doc.bool(problems.isEmpty()));
    BytePlaces places = new BytePlaces(problems.isEmpty() ? "" : source.text());
    answer.put(
        "diagnostics",
        Doc.array(
            problems.stream()
                .map(
                    problem ->
                        diagnostic(
                            places.line(problem.span().start()),
                            places.column(problem.span().start()),
                            problem.message()))
                .toList()));
    return answer;
  }

  static Doc diagnostic(int line, int column, String message) {
    Map<String, Doc> diagnostic = new LinkedHashMap<>();
    diagnostic.put("severity", Doc.string("error"));
    diagnostic.put("line", Doc.number(line));
    diagnostic.put("col", Doc.number(column));
    diagnostic.put("message", Doc.string(message));
    return Doc.object(diagnostic);
  }
}
