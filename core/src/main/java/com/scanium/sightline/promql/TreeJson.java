package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.SelectorModifiers.Extension;
import com.scanium.sightline.text.Span;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes trees in the form of the reference vectors. */
final class TreeJson implements PromQlVisitor<JsonGenerator> {
  private final JsonGenerator json;
  private final ByteText text;

  TreeJson(JsonGenerator json, ByteText text) {
    this.json = json;
    this.text = text;
  }

  JsonGenerator write(PromQlExpr expr) {
    return expr.accept(this);
  }

  private JsonGenerator write(String name, PromQlExpr expr) {
    json.writeName(name);
    return write(expr);
  }

  private void open(String type, Span span) {
    json.writeStartObject();
    json.writeStringProperty("type", type);
    json.writeArrayPropertyStart("pos");
    json.writeNumber(text.bytes(span.start()));
    json.writeNumber(text.bytes(span.end()));
    json.writeEndArray();
  }

  private JsonGenerator close() {
    return json.writeEndObject();
  }

  private static String name(PromQlText name) {
    return unicode(name.value());
  }

  /** A name as JSON can hold it: bytes that aren't UTF-8 are lost. */
  private static String unicode(String name) {
    if (StringEscapes.isUnicode(name)) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private void value(String value) {
    if (StringEscapes.isUnicode(value)) {
      json.writeStringProperty("value", value);
    } else {
      byte[] bytes = StringEscapes.bytes(value);
      json.writeStringProperty("valueB64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  @Override
  public JsonGenerator visitVectorSelector(VectorSelector expr) {
    open("VectorSelector", expr.span());
    if (expr.name() != null) {
      json.writeStringProperty("name", name(expr.name()));
    }
    json.writeArrayPropertyStart("matchers");
    for (LabelMatcher matcher : expr.matchers()) {
      matcher(matcher);
    }
    if (expr.name() != null) {
      json.writeStartObject();
      json.writeStringProperty("name", LabelMatcher.METRIC_NAME);
      json.writeStringProperty("op", MatchOperator.EQUAL.symbol());
      value(expr.name().value());
      json.writeEndObject();
    }
    json.writeEndArray();
    modifiers(expr.modifiers());
    return close();
  }

  private void matcher(LabelMatcher matcher) {
    json.writeStartObject();
    json.writeStringProperty("name", name(matcher.name()));
    json.writeStringProperty("op", matcher.operator().symbol());
    value(matcher.value().value());
    json.writeEndObject();
  }

  private void modifiers(SelectorModifiers modifiers) {
    if (modifiers.isEmpty()) {
      return;
    }
    if (modifiers.offsetNode() != null) {
      length("offset", modifiers.offsetNode());
    }
    at(modifiers);
    if (modifiers.extension() != Extension.NONE) {
      json.writeBooleanProperty(modifiers.extension().keyword(), true);
    }
  }

  private void at(SelectorModifiers modifiers) {
    if (modifiers.atNode() instanceof AtModifier.Timestamp timestamp) {
      json.writeNumberProperty("at", timestamp.millis());
    } else if (modifiers.atNode() instanceof AtModifier.Boundary boundary) {
      json.writeStringProperty("at", boundary.edge().text());
    }
  }

  /** A duration in milliseconds, or the way it is computed. */
  private void length(String name, PromQlDuration duration) {
    if (duration instanceof PromQlDuration.Literal literal) {
      if (name.equals("range") || literal.nanos() != 0) { // only a window is written when it is 0
        millis(name, literal.nanos());
      }
    } else {
      json.writeName(name + "Expr");
      duration(duration, false);
    }
  }

  private void millis(String name, long nanos) {
    if (nanos % 1_000_000 != 0) {
      json.writeName(name + "Ms");
      json.writeNumber(new BigDecimal(nanos).movePointLeft(6).stripTrailingZeros().doubleValue());
    } else {
      json.writeNumberProperty(name + "Ms", nanos / 1_000_000);
    }
  }

  private void duration(PromQlDuration duration, boolean wrapped) {
    if (duration instanceof PromQlDuration.Literal literal && !wrapped) {
      number(literal.seconds(), literal.notation(), literal.span());
    } else if (duration instanceof PromQlDuration.Grouped grouped) {
      duration(grouped.inner(), true);
    } else {
      open("DurationExpr", DurationParser.operands(duration));
      json.writeStringProperty("op", operator(duration));
      if (wrapped) {
        json.writeBooleanProperty("wrapped", true);
      }
      operands(duration);
      json.writeEndObject();
    }
  }

  private static String operator(PromQlDuration duration) {
    if (duration instanceof PromQlDuration.Arithmetic arithmetic) {
      return arithmetic.operator().symbol();
    }
    if (duration instanceof PromQlDuration.Signed signed) {
      return signed.sign().symbol();
    }
    return duration instanceof PromQlDuration.Function function ? function.name() : "+";
  }

  private void operands(PromQlDuration duration) {
    List<PromQlDuration> children = duration.children();
    if (duration instanceof PromQlDuration.Literal) {
      json.writeName("rhs"); // a plain duration in parentheses counts as a signed one
      duration(duration, false);
    } else if (children.size() == 1) {
      json.writeName("rhs");
      duration(children.get(0), false);
    } else if (children.size() == 2) {
      json.writeName("lhs");
      duration(children.get(0), false);
      json.writeName("rhs");
      duration(children.get(1), false);
    }
  }

  @Override
  public JsonGenerator visitMatrixSelector(MatrixSelector expr) {
    open("MatrixSelector", expr.span());
    length("range", expr.range());
    write("selector", expr.selector());
    return close();
  }

  @Override
  public JsonGenerator visitSubquery(PromQlExpr.Subquery expr) {
    open("SubqueryExpr", expr.span());
    length("range", expr.range());
    if (expr.stepNode() != null) {
      length("step", expr.stepNode());
    }
    modifiers(expr.modifiers());
    write("expr", expr.expr());
    return close();
  }

  @Override
  public JsonGenerator visitCall(PromQlExpr.Call expr) {
    open("Call", expr.span());
    json.writeStringProperty("func", expr.function());
    json.writeArrayPropertyStart("args");
    for (PromQlExpr arg : expr.args()) {
      write(arg);
    }
    json.writeEndArray();
    return close();
  }

  @Override
  public JsonGenerator visitAggregate(PromQlExpr.Aggregate expr) {
    open("AggregateExpr", expr.span());
    json.writeStringProperty("op", expr.operator().symbol());
    Grouping grouping = expr.groupingNode();
    if (grouping != null) {
      if (!grouping.isBy()) {
        json.writeBooleanProperty("without", true);
      }
      if (!grouping.isBy() || !grouping.labels().isEmpty()) {
        labels("grouping", grouping.labels());
      }
    }
    if (expr.parameterNode() != null) {
      write("param", expr.parameterNode());
    }
    write("expr", expr.expr());
    return close();
  }

  private void labels(String name, List<PromQlText> labels) {
    json.writeArrayPropertyStart(name);
    for (PromQlText label : labels) {
      json.writeString(name(label));
    }
    json.writeEndArray();
  }

  @Override
  public JsonGenerator visitBinary(Binary top) {
    List<Binary> chain = Trees.leftChain(top);
    for (int i = chain.size() - 1; i >= 0; i--) {
      Binary expr = chain.get(i);
      open("BinaryExpr", expr.span());
      json.writeStringProperty("op", expr.operator().symbol());
      if (expr.returnsBool()) {
        json.writeBooleanProperty("bool", true);
      }
      if (expr.matchingNode() != null) {
        matching(expr.matchingNode());
      }
      json.writeName("lhs");
    }
    write(chain.get(0).left());
    for (Binary expr : chain) {
      write("rhs", expr.right());
      json.writeEndObject();
    }
    return json;
  }

  private void matching(VectorMatching matching) {
    json.writeObjectPropertyStart("matching");
    json.writeStringProperty("card", matching.cardinality().text());
    if (matching.isOn()) {
      json.writeBooleanProperty("on", true);
    }
    if (!matching.labels().isEmpty()) {
      labels("labels", matching.labels());
    }
    if (!matching.include().isEmpty()) {
      labels("include", matching.include());
    }
    if (matching.leftFill() != null) {
      json.writeStringProperty("fillLeft", Numbers.formatGeneral(matching.leftFill(), 6));
    }
    if (matching.rightFill() != null) {
      json.writeStringProperty("fillRight", Numbers.formatGeneral(matching.rightFill(), 6));
    }
    json.writeEndObject();
  }

  @Override
  public JsonGenerator visitUnary(PromQlExpr.Unary expr) {
    open("UnaryExpr", expr.span());
    json.writeStringProperty("op", expr.sign().symbol());
    write("expr", expr.expr());
    return close();
  }

  @Override
  public JsonGenerator visitParen(PromQlExpr.Paren expr) {
    open("ParenExpr", expr.span());
    write("expr", expr.expr());
    return close();
  }

  @Override
  public JsonGenerator visitNumberLiteral(PromQlExpr.NumberLiteral expr) {
    return number(expr.value(), expr.notation(), expr.span());
  }

  private JsonGenerator number(double value, NumberNotation notation, Span span) {
    open("NumberLiteral", span);
    json.writeStringProperty("value", Numbers.formatGeneral(value, 6));
    if (notation == NumberNotation.DURATION) {
      json.writeBooleanProperty("duration", true);
    }
    return close();
  }

  @Override
  public JsonGenerator visitStringLiteral(PromQlExpr.StringLiteral expr) {
    open("StringLiteral", expr.span());
    value(expr.value());
    return close();
  }

  @Override
  public JsonGenerator visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
    open("Placeholder", expr.span());
    value(expr.text().value());
    return close();
  }

  @Override
  public JsonGenerator visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
    open("Placeholder", expr.span());
    value(expr.operator().value());
    return close();
  }

  /** All vector selectors with what they ask for. */
  void writeSelectors(PromQlExpr expr) {
    json.writeStartArray();
    Deque<MatrixSelector> around = new ArrayDeque<>(1);
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof MatrixSelector matrix) {
            around.push(matrix);
          } else if (node instanceof VectorSelector selector) {
            selector(selector, around.poll());
          }
        });
    json.writeEndArray();
  }

  private void selector(VectorSelector selector, @Nullable MatrixSelector around) {
    json.writeStartObject();
    Set<LabelMatcher> named = new HashSet<>(2);
    String metric = selector.name() == null ? null : selector.name().value();
    for (LabelMatcher matcher : selector.matchers()) {
      if ((metric == null || metric.isEmpty())
          && matcher.isOnMetricName()
          && matcher.operator() == MatchOperator.EQUAL) {
        named.add(matcher);
        metric = matcher.value().value();
      }
    }
    json.writeName("metric");
    json.writeString(metric == null || metric.isEmpty() ? null : unicode(metric));
    json.writeArrayPropertyStart("matchers");
    for (LabelMatcher matcher : selector.matchers()) {
      if (!named.contains(matcher)) {
        matcher(matcher);
      }
    }
    json.writeEndArray();
    SelectorModifiers modifiers = selector.modifiers();
    if (modifiers.offsetNode() instanceof PromQlDuration.Literal literal) {
      length("offset", literal);
    }
    at(modifiers);
    if (around != null && around.range() instanceof PromQlDuration.Literal literal) {
      length("range", literal);
    }
    json.writeEndObject();
  }
}
