package com.scanium.sightline.alloy;

import com.scanium.sightline.alloy.eval.Environment;
import com.scanium.sightline.alloy.eval.Origin;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a vector's expression may use: {@code scope} gives variables, of which {@code
 * {"$secret": …}} and {@code {"$optional_secret": …, "is_secret": …}} are secrets; {@code env} the
 * environment. The constants are those of a Linux host.
 */
final class VectorScope {
  private static final Origin ORIGIN = new Origin(SourceText.of("scope", ""), new Span(0, 0));

  private VectorScope() {}

  static Scope of(Doc vector) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Doc.Member variable : vector.get("env").map(Doc::members).orElse(List.of())) {
      environment.put(variable.key(), variable.value().asText().orElse(""));
    }
    Scope.Builder scope =
        Scope.builder()
            .closed()
            .environment(Environment.complete(environment))
            .constant("os", "linux")
            .constant("arch", "amd64")
            .constant("hostname", "localhost")
            .constant("version", "v0.0.0");
    for (Doc.Member variable : vector.get("scope").map(Doc::members).orElse(List.of())) {
      scope.variable(variable.key(), value(variable.value()));
    }
    return scope.build();
  }

  private static Value value(Doc doc) {
    if (doc.isObject()) {
      return object(doc);
    }
    if (doc.isArray()) {
      List<Value> elements = new ArrayList<>();
      doc.items().forEach(item -> elements.add(value(item)));
      return new Value.Array(elements, ORIGIN);
    }
    return switch (doc.kind()) {
      case STRING -> new Value.Text(doc.asString().orElse(""), ORIGIN);
      case BOOLEAN -> new Value.Bool(doc.asBoolean().orElse(false), ORIGIN);
      case NUMBER -> number(doc);
      default -> new Value.Null(ORIGIN);
    };
  }

  private static Value number(Doc doc) {
    String text = doc.asText().orElse("0");
    boolean isWhole = text.matches("-?[0-9]+") && doc.asLong().isPresent();
    return isWhole
        ? new Value.Numeric(Value.NumberKind.INT, doc.asLong().get(), ORIGIN)
        : new Value.Numeric(
            Value.NumberKind.FLOAT, Double.doubleToRawLongBits(doc.asDouble().orElse(0.0)), ORIGIN);
  }

  private static Value object(Doc doc) {
    if (doc.get("$secret").isPresent()) {
      String content = doc.get("$secret").flatMap(Doc::asString).orElse("");
      return new Value.Secret(content, Value.Secrecy.SECRET, ORIGIN);
    }
    if (doc.get("$optional_secret").isPresent()) {
      String content = doc.get("$optional_secret").flatMap(Doc::asString).orElse("");
      boolean isSecret = doc.get("is_secret").flatMap(Doc::asBoolean).orElse(false);
      return new Value.Secret(
          content, isSecret ? Value.Secrecy.OPTIONAL : Value.Secrecy.REVEALED, ORIGIN);
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    doc.members().forEach(member -> fields.put(member.key(), value(member.value())));
    return new Value.Fields(fields, ORIGIN);
  }
}
