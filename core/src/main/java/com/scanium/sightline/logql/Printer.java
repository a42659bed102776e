package com.scanium.sightline.logql;

import com.scanium.sightline.logql.LogQlExpr.Grouping;
import com.scanium.sightline.logql.LogQlExpr.LogQuery;
import com.scanium.sightline.logql.LogQlExpr.Matcher;
import com.scanium.sightline.logql.LogQlExpr.Modifier;
import com.scanium.sightline.logql.LogQlStage.Condition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a tree as one line. */
final class Printer implements LogQlExpr.Visitor<String> {
  String print(LogQlExpr expr) {
    return expr.accept(this);
  }

  @Override
  public String visitLogQuery(LogQuery query) {
    return selector(query.selector()) + stages(query.stages());
  }

  @Override
  public String visitRangeAggregation(LogQlExpr.RangeAggregation call) {
    String offset = call.offset() == null ? "" : " offset " + call.offset().value();
    String parameter = call.parameter() == null ? "" : call.parameter().value() + ", ";
    boolean bare = call.query().stages().isEmpty();
    String query = print(call.query()) + (bare ? "" : " ");
    return call.function()
        + "("
        + parameter
        + query
        + "["
        + call.range().value()
        + "]"
        + offset
        + ")"
        + (call.grouping() == null ? "" : " " + grouping(call.grouping()));
  }

  @Override
  public String visitVectorAggregation(LogQlExpr.VectorAggregation call) {
    String parameter = call.parameter() == null ? "" : call.parameter().value() + ", ";
    String grouping = call.grouping() == null ? "" : " " + grouping(call.grouping()) + " ";
    return call.function() + grouping + "(" + parameter + print(call.operand()) + ")";
  }

  @Override
  public String visitBinary(LogQlExpr.Binary binary) {
    return print(binary.left())
        + " "
        + binary.operator()
        + modifier(binary.modifier())
        + " "
        + print(binary.right());
  }

  @Override
  public String visitNumber(LogQlExpr.NumberLiteral number) {
    return number.text();
  }

  @Override
  public String visitVector(LogQlExpr.VectorLiteral vector) {
    return "vector(" + vector.value().value() + ")";
  }

  @Override
  public String visitLabelReplace(LogQlExpr.LabelReplace replace) {
    String strings =
        List.of(replace.target(), replace.replacement(), replace.source(), replace.regex()).stream()
            .map(Printer::string)
            .collect(Collectors.joining(", "));
    return "label_replace(" + print(replace.operand()) + ", " + strings + ")";
  }

  @Override
  public String visitParenthesized(LogQlExpr.Parenthesized parenthesized) {
    return "(" + print(parenthesized.inner()) + ")";
  }

  @Override
  public String visitVariable(LogQlExpr.Variable variable) {
    return variable.text();
  }

  private static String selector(LogQlExpr.Selector selector) {
    String variables =
        selector.variables().stream().map(LogQlText::value).collect(Collectors.joining(", "));
    String matchers =
        selector.matchers().stream().map(Printer::matcher).collect(Collectors.joining(", "));
    boolean both = !variables.isEmpty() && !matchers.isEmpty();
    return "{" + variables + (both ? ", " : "") + matchers + "}";
  }

  private static String matcher(Matcher matcher) {
    return matcher.name().value() + matcher.operator().symbol() + string(matcher.value());
  }

  private static String stages(List<LogQlStage> stages) {
    StringBuilder out = new StringBuilder();
    stages.forEach(stage -> out.append(' ').append(stage(stage)));
    return out.toString();
  }

  private static String stage(LogQlStage stage) {
    if (stage instanceof LogQlStage.LineFilter filter) {
      return filter.operator()
          + " "
          + filter.alternatives().stream()
              .map(
                  each ->
                      each.isAddress() ? "ip(" + string(each.text()) + ")" : string(each.text()))
              .collect(Collectors.joining(" or "));
    }
    if (stage instanceof LogQlStage.Parser parser) {
      String flags = parser.flags().stream().map(flag -> " " + flag).collect(Collectors.joining());
      String expression = parser.expression() == null ? "" : " " + string(parser.expression());
      boolean limited = !parser.extractions().isEmpty();
      String list = limited ? " " + assignments(parser.extractions()) : "";
      return "| " + parser.name() + flags + expression + list;
    }
    if (stage instanceof LogQlStage.LabelFilter filter) {
      return "| " + condition(filter.condition(), false);
    }
    if (stage instanceof LogQlStage.LineFormat format) {
      return "| line_format " + string(format.template());
    }
    if (stage instanceof LogQlStage.LabelFormat format) {
      return "| label_format " + assignments(format.assignments());
    }
    if (stage instanceof LogQlStage.Selection selection) {
      return (selection.isKeep() ? "| keep " : "| drop ")
          + selection.labels().stream()
              .map(
                  each ->
                      each.condition() == null ? each.label().value() : matcher(each.condition()))
              .collect(Collectors.joining(", "));
    }
    if (stage instanceof LogQlStage.Unwrap unwrap) {
      String label = unwrap.label().value();
      return "| unwrap "
          + (unwrap.conversion() == null ? label : unwrap.conversion() + "(" + label + ")");
    }
    return "| decolorize";
  }

  private static String condition(Condition condition, boolean nested) {
    if (condition instanceof LogQlStage.TextCondition text) {
      String value = text.isAddress() ? "ip(" + string(text.value()) + ")" : string(text.value());
      return text.label().value() + text.operator().symbol() + value;
    }
    if (condition instanceof LogQlStage.NumberCondition number) {
      return number.label().value() + number.operator() + number.value().value();
    }
    if (condition instanceof LogQlStage.Junction junction) {
      String both =
          condition(junction.left(), true)
              + (junction.isOr() ? " or " : " and ")
              + condition(junction.right(), true);
      return nested ? "(" + both + ")" : both;
    }
    return condition instanceof LogQlStage.VariableCondition variable ? variable.text() : "";
  }

  private static String assignments(List<LogQlStage.Assignment> assignments) {
    return assignments.stream()
        .map(
            each -> each.label().value() + (each.value() == null ? "" : "=" + string(each.value())))
        .collect(Collectors.joining(", "));
  }

  private static String grouping(Grouping grouping) {
    return (grouping.isWithout() ? "without" : "by") + " (" + names(grouping.labels()) + ")";
  }

  private static String modifier(Modifier modifier) {
    StringBuilder out = new StringBuilder(modifier.isBool() ? " bool" : "");
    @Nullable Grouping matching = modifier.matching();
    if (matching != null) {
      out.append(matching.isWithout() ? " ignoring (" : " on (");
      out.append(names(matching.labels())).append(')');
    }
    if (modifier.group() != null) {
      out.append(' ').append(modifier.group()).append(" (");
      out.append(names(modifier.include())).append(')');
    }
    return out.toString();
  }

  private static String names(List<LogQlText> labels) {
    return labels.stream().map(LogQlText::value).collect(Collectors.joining(", "));
  }

  private static String string(LogQlText text) {
    return switch (text.notation()) {
      case BARE -> text.value();
      case RAW -> "`" + text.value() + "`";
      case QUOTED -> GoStrings.quoted(text.value());
    };
  }
}
