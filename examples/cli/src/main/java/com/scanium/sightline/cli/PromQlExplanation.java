package com.scanium.sightline.cli;

import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.Placeholder;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlDuration;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlFolding;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.VectorMatching;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tree of a query with types and labels, one line a part; its variables and its flaws. */
final class PromQlExplanation {
  /** Deeper parts are not moved further to the right: a sum of 10,000 terms stays readable. */
  private static final int DEEPEST_INDENT = 40;

  private final String query;
  private final PromQlExpr root;
  private final PromQlLabels labels;

  /**
   * @param query the text that the tree was parsed from
   */
  PromQlExplanation(String query, PromQlExpr root, PromQlLabels labels) {
    this.query = query;
    this.root = root;
    this.labels = labels;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    Deque<Part> open = new ArrayDeque<>();
    open.push(new Part(root, 0));
    while (!open.isEmpty()) {
      Part part = open.pop();
      ValueType type = part.expr().type();
      out.append("  ".repeat(Math.min(part.depth(), DEEPEST_INDENT)))
          .append(part.expr().accept(new Heading()))
          .append("   (")
          .append(type.documented())
          .append(")")
          .append(labels.of(part.expr(), type).map(words -> "   " + words).orElse(""))
          .append('\n');
      List<PromQlExpr> children = part.expr().children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(new Part(children.get(i), part.depth() + 1));
      }
    }
    Map<Integer, String> variables = variables();
    if (!variables.isEmpty()) {
      out.append("\nvariables\n");
      variables.values().forEach(line -> out.append("  ").append(line).append('\n'));
    }
    List<String> flaws = new PromQlFlaws(query, root, labels::shapes).lines();
    if (!flaws.isEmpty()) {
      out.append("\nflaws\n");
      flaws.forEach(line -> out.append("  ").append(line).append('\n'));
    }
    return out.toString();
  }

  /** A line for each placeholder, by the place where it stands. */
  private Map<Integer, String> variables() {
    Map<Integer, String> found = new TreeMap<>();
    PromQl.walk(root, expr -> expr.accept(new Variables(found)));
    return found;
  }

  private record Part(PromQlExpr expr, int depth) {}

  /** What a part is, without its children. */
  private static final class Heading extends PromQlFolding<String> {
    @Override
    protected String visitOther(PromQlExpr expr) {
      return PromQl.print(expr);
    }

    @Override
    public String visitSubquery(PromQlExpr.Subquery expr) {
      return "subquery";
    }

    @Override
    public String visitCall(PromQlExpr.Call expr) {
      return expr.function() + "(" + (expr.args().isEmpty() ? "" : "…") + ")";
    }

    @Override
    public String visitAggregate(PromQlExpr.Aggregate expr) {
      return expr.operator().symbol()
          + expr.grouping().map(Heading::grouping).orElse("")
          + (expr.grouping().isPresent() ? "" : " over all series");
    }

    @Override
    public String visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
      return expr.operator().value() + grouping(expr.grouping());
    }

    @Override
    public String visitBinary(PromQlExpr.Binary expr) {
      String heading = expr.operator().symbol() + (expr.returnsBool() ? " bool" : "");
      return heading + expr.matching().map(Heading::matching).orElse("");
    }

    @Override
    public String visitUnary(PromQlExpr.Unary expr) {
      return "sign " + expr.sign().symbol();
    }

    @Override
    public String visitParen(PromQlExpr.Paren expr) {
      return "( )";
    }

    private static String grouping(Grouping grouping) {
      return (grouping.isBy() ? " by (" : " without (") + names(grouping.labels()) + ")";
    }

    private static String matching(VectorMatching matching) {
      String which =
          matching.isOn()
              ? " on (" + names(matching.labels()) + ")"
              : matching.labels().isEmpty() ? "" : " ignoring (" + names(matching.labels()) + ")";
      String include =
          matching.include().isEmpty() ? "" : ", takes over (" + names(matching.include()) + ")";
      return which + ", " + matching.cardinality().text() + include;
    }

    private static String names(List<PromQlText> labels) {
      return labels.stream().map(PromQlText::value).collect(Collectors.joining(", "));
    }
  }

  /** Collects the placeholders of one part and says what each stands for. */
  private static final class Variables extends PromQlFolding<Boolean> {
    private final Map<Integer, String> found;

    Variables(Map<Integer, String> found) {
      this.found = found;
    }

    @Override
    protected Boolean visitOther(PromQlExpr expr) {
      return false;
    }

    @Override
    public Boolean visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
      return add(expr.text(), "an expression");
    }

    @Override
    public Boolean visitStringLiteral(PromQlExpr.StringLiteral expr) {
      return add(expr.text(), "a text");
    }

    @Override
    public Boolean visitVectorSelector(PromQlExpr.VectorSelector expr) {
      if (expr.name() != null) {
        add(expr.name(), "a metric's name");
      }
      for (LabelMatcher matcher : expr.matchers()) {
        add(matcher.name(), "a label's name");
        add(matcher.value(), "the value of label " + matcher.name().value());
      }
      expr.splices().forEach(splice -> add(splice, "conditions"));
      return expr.modifiers().offset().map(offset -> add(offset, "an offset")).orElse(false);
    }

    @Override
    public Boolean visitMatrixSelector(PromQlExpr.MatrixSelector expr) {
      return add(expr.range(), "a window");
    }

    @Override
    public Boolean visitSubquery(PromQlExpr.Subquery expr) {
      expr.step().ifPresent(step -> add(step, "a step"));
      expr.modifiers().offset().ifPresent(offset -> add(offset, "an offset"));
      return add(expr.range(), "a window");
    }

    @Override
    public Boolean visitCall(PromQlExpr.Call expr) {
      return add(expr.name(), "a function");
    }

    @Override
    public Boolean visitAggregate(PromQlExpr.Aggregate expr) {
      return expr.grouping().map(this::add).orElse(false);
    }

    @Override
    public Boolean visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
      add(expr.grouping());
      return add(expr.operator(), "an aggregation");
    }

    @Override
    public Boolean visitBinary(PromQlExpr.Binary expr) {
      expr.matching()
          .ifPresent(
              matching -> {
                matching.labels().forEach(label -> add(label, "a label"));
                matching.include().forEach(label -> add(label, "a label"));
              });
      return true;
    }

    private Boolean add(Grouping grouping) {
      grouping.labels().forEach(label -> add(label, "a label"));
      return true;
    }

    private Boolean add(PromQlDuration duration, String what) {
      if (duration instanceof PromQlDuration.Unknown unknown) {
        return add(unknown.text(), what);
      }
      duration.children().forEach(child -> add(child, what));
      return true;
    }

    private Boolean add(PromQlText text, String what) {
      for (Placeholder placeholder : text.placeholders()) {
        String part = text.isPlaceholder() ? "" : "part of ";
        found.put(placeholder.span().start(), placeholder.text() + " stands for " + part + what);
      }
      return true;
    }
  }
}
