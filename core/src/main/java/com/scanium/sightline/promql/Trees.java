package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.UnknownAggregate;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks over trees with a stack of its own, because trees may be as deep as texts are long. */
final class Trees {
  private static final Span NOWHERE = Nodes.NOWHERE;

  private Trees() {}

  static void walk(PromQlExpr expr, Consumer<? super PromQlExpr> visit) {
    Deque<PromQlExpr> waiting = new ArrayDeque<>();
    waiting.push(expr);
    while (!waiting.isEmpty()) {
      PromQlExpr node = waiting.pop();
      visit.accept(node);
      List<PromQlExpr> children = node.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        waiting.push(children.get(i));
      }
    }
  }

  /** A node whose children are being folded. */
  private static final class Frame<R> {
    final PromQlExpr node;
    final List<PromQlExpr> children;
    final List<R> results;

    Frame(PromQlExpr node) {
      this.node = node;
      this.children = node.children();
      this.results = new ArrayList<>(children.size());
    }
  }

  static <R> R fold(PromQlExpr expr, BiFunction<PromQlExpr, List<R>, R> combine) {
    Deque<Frame<R>> open = new ArrayDeque<>();
    Frame<R> frame = new Frame<>(expr);
    while (true) {
      if (frame.results.size() < frame.children.size()) {
        open.push(frame);
        frame = new Frame<>(frame.children.get(frame.results.size()));
        continue;
      }
      R result = combine.apply(frame.node, frame.results);
      if (open.isEmpty()) {
        return result;
      }
      frame = open.pop();
      frame.results.add(result);
    }
  }

  /** The binary operations down the left side, from the lowest to the given one. */
  static List<Binary> leftChain(Binary top) {
    List<Binary> chain = new ArrayList<>();
    PromQlExpr at = top;
    while (at instanceof Binary binary) {
      chain.add(binary);
      at = binary.left();
    }
    Collections.reverse(chain);
    return chain;
  }

  static PromQlExpr withChildren(PromQlExpr node, List<PromQlExpr> children) {
    if (isSame(node.children(), children)) {
      return node;
    }
    return node.accept(new Rebuilder(children));
  }

  private static boolean isSame(List<PromQlExpr> old, List<PromQlExpr> changed) {
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i) != changed.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Makes a copy of a node with other children, in parentheses where they need them. */
  private static final class Rebuilder extends PromQlFolding<PromQlExpr> {
    private final List<PromQlExpr> children;

    Rebuilder(List<PromQlExpr> children) {
      this.children = children;
    }

    @Override
    protected PromQlExpr visitOther(PromQlExpr expr) {
      return expr; // leaves
    }

    @Override
    public PromQlExpr visitMatrixSelector(MatrixSelector expr) {
      if (!(children.get(0) instanceof VectorSelector selector)) {
        throw new IllegalArgumentException(
            "a range selector needs a selector, got " + children.get(0));
      }
      return new MatrixSelector(selector, expr.range(), expr.span());
    }

    @Override
    public PromQlExpr visitSubquery(Subquery expr) {
      return new Subquery(
          Nodes.beforeBrackets(children.get(0)),
          expr.range(),
          expr.stepNode(),
          expr.modifiers(),
          expr.span());
    }

    @Override
    public PromQlExpr visitCall(Call expr) {
      return new Call(expr.name(), children, expr.span());
    }

    @Override
    public PromQlExpr visitAggregate(Aggregate expr) {
      PromQlExpr parameter = children.size() == 2 ? children.get(0) : null;
      return new Aggregate(
          expr.operator(),
          expr.groupingNode(),
          parameter,
          children.get(children.size() - 1),
          expr.span());
    }

    @Override
    public PromQlExpr visitBinary(Binary expr) {
      PromQlExpr left = children.get(0);
      PromQlExpr right = children.get(1);
      return new Binary(
          expr.operator(),
          expr.operatorSpan(),
          expr.returnsBool(),
          matching(expr, left, right),
          Nodes.leftOperand(expr.operator(), left),
          Nodes.rightOperand(expr.operator(), right),
          expr.span());
    }

    /** Only vectors match: a side that became a number takes the matching with it. */
    private static @Nullable VectorMatching matching(
        Binary old, PromQlExpr left, PromQlExpr right) {
      boolean vectors = Nodes.areVectors(left, right);
      boolean same = vectors == Nodes.areVectors(old.left(), old.right());
      return same ? old.matchingNode() : Nodes.defaultMatching(old.operator(), vectors);
    }

    @Override
    public PromQlExpr visitUnary(Unary expr) {
      return Nodes.signed(expr.sign(), children.get(0), expr.span());
    }

    @Override
    public PromQlExpr visitParen(Paren expr) {
      return new Paren(children.get(0), expr.span());
    }

    @Override
    public PromQlExpr visitUnknownAggregate(UnknownAggregate expr) {
      return new UnknownAggregate(expr.operator(), expr.grouping(), children, expr.span());
    }
  }

  static PromQlExpr withoutSpans(PromQlExpr expr) {
    return Trees.<PromQlExpr>fold(
        expr, (node, children) -> withChildren(node, children).accept(new SpanEraser()));
  }

  /** Makes a copy of a single node with empty spans. */
  private static final class SpanEraser implements PromQlVisitor<PromQlExpr> {
    @Override
    public PromQlExpr visitVectorSelector(VectorSelector expr) {
      List<LabelMatcher> matchers =
          expr.matchers().stream()
              .map(
                  matcher ->
                      new LabelMatcher(
                          erase(matcher.name()),
                          matcher.operator(),
                          NOWHERE,
                          erase(matcher.value()),
                          NOWHERE))
              .toList();
      return new VectorSelector(
          expr.name() == null ? null : erase(expr.name()),
          matchers,
          erase(expr.splices()),
          erase(expr.modifiers()),
          NOWHERE);
    }

    @Override
    public PromQlExpr visitMatrixSelector(MatrixSelector expr) {
      return new MatrixSelector(expr.selector(), erase(expr.range()), NOWHERE);
    }

    @Override
    public PromQlExpr visitSubquery(Subquery expr) {
      PromQlDuration step = expr.stepNode() == null ? null : erase(expr.stepNode());
      return new Subquery(expr.expr(), erase(expr.range()), step, erase(expr.modifiers()), NOWHERE);
    }

    @Override
    public PromQlExpr visitCall(Call expr) {
      return new Call(erase(expr.name()), expr.args(), NOWHERE);
    }

    @Override
    public PromQlExpr visitAggregate(Aggregate expr) {
      Grouping grouping = expr.groupingNode() == null ? null : erase(expr.groupingNode());
      return new Aggregate(expr.operator(), grouping, expr.parameterNode(), expr.expr(), NOWHERE);
    }

    @Override
    public PromQlExpr visitBinary(Binary expr) {
      VectorMatching old = expr.matchingNode();
      VectorMatching matching =
          old == null
              ? null
              : new VectorMatching(
                  old.cardinality(),
                  old.mode(),
                  erase(old.labels()),
                  erase(old.include()),
                  old.leftFill(),
                  old.rightFill());
      return new Binary(
          expr.operator(),
          NOWHERE,
          expr.returnsBool(),
          matching,
          expr.left(),
          expr.right(),
          NOWHERE);
    }

    @Override
    public PromQlExpr visitUnary(Unary expr) {
      return new Unary(expr.sign(), expr.expr(), NOWHERE);
    }

    @Override
    public PromQlExpr visitParen(Paren expr) {
      return new Paren(expr.expr(), NOWHERE);
    }

    @Override
    public PromQlExpr visitNumberLiteral(PromQlExpr.NumberLiteral expr) {
      return new PromQlExpr.NumberLiteral(expr.value(), expr.notation(), NOWHERE);
    }

    @Override
    public PromQlExpr visitStringLiteral(PromQlExpr.StringLiteral expr) {
      return new PromQlExpr.StringLiteral(erase(expr.text()));
    }

    @Override
    public PromQlExpr visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
      return new PromQlExpr.PlaceholderExpr(erase(expr.text()));
    }

    @Override
    public PromQlExpr visitUnknownAggregate(UnknownAggregate expr) {
      return new UnknownAggregate(
          erase(expr.operator()), erase(expr.grouping()), expr.args(), NOWHERE);
    }

    private static Grouping erase(Grouping grouping) {
      return new Grouping(grouping.mode(), erase(grouping.labels()), NOWHERE);
    }

    private static List<PromQlText> erase(List<PromQlText> texts) {
      return texts.stream().map(SpanEraser::erase).toList();
    }

    private static PromQlText erase(PromQlText text) {
      List<PromQlText.Part> parts =
          text.parts().stream()
              .map(
                  part ->
                      part instanceof PromQlText.Variable variable
                          ? new PromQlText.Variable(erase(variable.placeholder()))
                          : part)
              .toList();
      return new PromQlText(text.value(), parts, NOWHERE);
    }

    private static Placeholder erase(Placeholder old) {
      return new Placeholder(old.syntax(), old.name(), old.fieldPath(), old.formatName(), NOWHERE);
    }

    private static SelectorModifiers erase(SelectorModifiers old) {
      if (old.isEmpty()) {
        return old;
      }
      PromQlDuration offset = old.offsetNode() == null ? null : erase(old.offsetNode());
      return new SelectorModifiers(offset, erase(old.atNode()), old.extension());
    }

    private static @Nullable AtModifier erase(@Nullable AtModifier at) {
      if (at instanceof AtModifier.Timestamp timestamp) {
        return new AtModifier.Timestamp(timestamp.millis(), NOWHERE);
      }
      if (at instanceof AtModifier.Boundary boundary) {
        return new AtModifier.Boundary(boundary.edge(), NOWHERE);
      }
      return at instanceof AtModifier.Unknown unknown
          ? new AtModifier.Unknown(erase(unknown.text()), NOWHERE)
          : null;
    }

    private static PromQlDuration erase(PromQlDuration duration) {
      if (duration instanceof PromQlDuration.Literal literal) {
        return new PromQlDuration.Literal(literal.seconds(), literal.notation(), NOWHERE);
      }
      if (duration instanceof PromQlDuration.Arithmetic arithmetic) {
        return new PromQlDuration.Arithmetic(
            arithmetic.operator(), erase(arithmetic.left()), erase(arithmetic.right()), NOWHERE);
      }
      if (duration instanceof PromQlDuration.Signed signed) {
        return new PromQlDuration.Signed(signed.sign(), erase(signed.operand()), NOWHERE);
      }
      if (duration instanceof PromQlDuration.Grouped grouped) {
        return new PromQlDuration.Grouped(erase(grouped.inner()), NOWHERE);
      }
      if (duration instanceof PromQlDuration.Function function) {
        List<PromQlDuration> arguments =
            function.arguments().stream().map(SpanEraser::erase).toList();
        return new PromQlDuration.Function(function.name(), arguments, NOWHERE);
      }
      PromQlDuration.Unknown unknown = (PromQlDuration.Unknown) duration;
      return new PromQlDuration.Unknown(erase(unknown.text()), NOWHERE);
    }
  }
}
