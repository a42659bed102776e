package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.SelectorModifiers.Extension;
import com.scanium.sightline.text.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the canonical text. */
final class Printer implements PromQlVisitor<StringBuilder> {
  /** Orders texts as their UTF-8 bytes are ordered. */
  private static final Comparator<String> BY_CODE_POINT = Printer::compare;

  /** Conditions as the canonical text orders them. */
  static final Comparator<LabelMatcher> CANONICAL_ORDER =
      Comparator.comparing(Printer::text, BY_CODE_POINT);

  private final StringBuilder out = new StringBuilder(128);
  private final boolean newer;
  private final @Nullable IdentityHashMap<PromQlExpr, Span> places;

  Printer(Grammar grammar) {
    this(grammar, null);
  }

  /**
   * A printer that notes where each node lies in the text.
   *
   * @param places takes the nodes, by identity; null when nobody wants to know
   */
  Printer(Grammar grammar, @Nullable IdentityHashMap<PromQlExpr, Span> places) {
    this.newer = grammar == Grammar.NEWER;
    this.places = places;
  }

  String print(PromQlExpr expr) {
    return write(expr).toString();
  }

  private StringBuilder write(PromQlExpr expr) {
    int start = out.length();
    expr.accept(this);
    note(expr, start);
    return out;
  }

  private void note(PromQlExpr expr, int start) {
    if (places != null) {
      places.put(expr, new Span(start, out.length()));
    }
  }

  @Override
  public StringBuilder visitVectorSelector(VectorSelector expr) {
    writeSelector(expr);
    SelectorModifiers modifiers = expr.modifiers();
    if (!modifiers.isEmpty()) {
      writeAt(modifiers);
      writeExtension(modifiers);
      writeOffset(modifiers);
    }
    return out;
  }

  private void writeSelector(VectorSelector expr) {
    if (expr.name() != null) {
      out.append(expr.name().value());
    }
    List<LabelMatcher> matchers = expr.matchers();
    if (matchers.isEmpty() && expr.splices().isEmpty()) {
      return;
    }
    out.append('{');
    if (matchers.size() == 1) {
      writeMatcher(matchers.get(0), out);
    } else if (!matchers.isEmpty()) {
      List<String> texts = new ArrayList<>(matchers.size());
      matchers.forEach(matcher -> texts.add(text(matcher)));
      texts.sort(BY_CODE_POINT);
      out.append(String.join(",", texts));
    }
    String separator = matchers.isEmpty() ? "" : ",";
    for (PromQlText splice : expr.splices()) {
      out.append(separator).append(splice.value());
      separator = ",";
    }
    out.append('}');
  }

  private static String text(LabelMatcher matcher) {
    StringBuilder text = new StringBuilder();
    writeMatcher(matcher, text);
    return text.toString();
  }

  private static void writeMatcher(LabelMatcher matcher, StringBuilder to) {
    PromQlText name = matcher.name();
    if (name.hasPlaceholders() || isName(name.value(), false)) {
      to.append(name.value());
    } else {
      StringEscapes.quote(name.value(), to);
    }
    to.append(matcher.operator().symbol());
    StringEscapes.quote(matcher.value().value(), to);
  }

  /** Whether a text needs no quotes as a label's name or, with colons, as a metric's. */
  static boolean isName(String text, boolean colons) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = Lexer.isAlpha(c) || (colons && c == ':') || (i > 0 && Lexer.isDigit(c));
      if (!fits) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // surrogates stand for code points beyond all other characters
        boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
        return pairs == (a < b) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private void writeAt(SelectorModifiers modifiers) {
    AtModifier at = modifiers.atNode();
    if (at instanceof AtModifier.Timestamp timestamp) {
      out.append(" @ ");
      writeSeconds(timestamp.millis());
    } else if (at instanceof AtModifier.Boundary boundary) {
      out.append(" @ ").append(boundary.edge().text());
    } else if (at instanceof AtModifier.Unknown unknown) {
      out.append(" @ ").append(unknown.text().value());
    }
  }

  private void writeSeconds(long millis) {
    if (Math.abs(millis) < 100_000_000_000_000L && millis != Long.MIN_VALUE) {
      long size = Math.abs(millis);
      out.append(millis < 0 ? "-" : "").append(size / 1000).append('.');
      String fraction = Long.toString(size % 1000);
      out.append("000", fraction.length(), 3).append(fraction);
    } else {
      BigDecimal seconds = new BigDecimal(millis / 1000.0);
      out.append(seconds.setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }
  }

  private void writeExtension(SelectorModifiers modifiers) {
    if (modifiers.extension() != Extension.NONE) {
      out.append(' ').append(modifiers.extension().keyword());
    }
  }

  private void writeOffset(SelectorModifiers modifiers) {
    PromQlDuration offset = modifiers.offsetNode();
    if (offset instanceof PromQlDuration.Literal literal) {
      long nanos = literal.nanos();
      if (nanos != 0) {
        out.append(nanos < 0 ? " offset -" : " offset ");
        Durations.format(Math.abs(nanos), out);
      }
    } else if (offset != null) {
      out.append(" offset ");
      writeDuration(offset);
    }
  }

  /** A window or a step. */
  private void writeLength(PromQlDuration duration) {
    if (duration instanceof PromQlDuration.Literal literal) {
      Durations.format(literal.nanos(), out);
    } else {
      writeDuration(duration);
    }
  }

  private void writeDuration(PromQlDuration duration) {
    if (duration instanceof PromQlDuration.Literal literal) {
      writeNumber(literal.seconds(), literal.notation());
    } else if (duration instanceof PromQlDuration.Arithmetic arithmetic) {
      writeDuration(arithmetic.left());
      out.append(' ').append(arithmetic.operator().symbol()).append(' ');
      writeDuration(arithmetic.right());
    } else if (duration instanceof PromQlDuration.Signed signed) {
      out.append(signed.sign() == Sign.MINUS ? "-" : "");
      writeDuration(signed.operand());
    } else if (duration instanceof PromQlDuration.Grouped grouped) {
      out.append('(');
      writeDuration(grouped.inner());
      out.append(')');
    } else if (duration instanceof PromQlDuration.Function function) {
      out.append(function.name()).append('(');
      String separator = "";
      for (PromQlDuration argument : function.arguments()) {
        out.append(separator);
        writeDuration(argument);
        separator = ", ";
      }
      out.append(')');
    } else if (duration instanceof PromQlDuration.Unknown unknown) {
      out.append(unknown.text().value());
    }
  }

  private void writeNumber(double value, NumberNotation notation) {
    if (notation == NumberNotation.NUMBER) {
      out.append(Numbers.format(value));
    } else if (value < 0) {
      out.append('-');
      Durations.format(Durations.cutNanos(-value), out);
    } else {
      Durations.format(Durations.cutNanos(value), out);
    }
  }

  @Override
  public StringBuilder visitMatrixSelector(PromQlExpr.MatrixSelector expr) {
    writeSelector(expr.selector());
    out.append('[');
    writeLength(expr.range());
    out.append(']');
    SelectorModifiers modifiers = expr.selector().modifiers();
    writeExtension(modifiers);
    writeAt(modifiers);
    writeOffset(modifiers);
    return out;
  }

  @Override
  public StringBuilder visitSubquery(PromQlExpr.Subquery expr) {
    write(expr.expr());
    return writeSuffix(expr);
  }

  StringBuilder writeSuffix(PromQlExpr.Subquery expr) {
    out.append('[');
    writeLength(expr.range());
    out.append(':');
    if (expr.stepNode() != null) {
      writeLength(expr.stepNode());
    }
    out.append(']');
    writeAt(expr.modifiers());
    writeOffset(expr.modifiers());
    return out;
  }

  @Override
  public StringBuilder visitCall(PromQlExpr.Call expr) {
    out.append(expr.name().value());
    return writeArguments(expr.args());
  }

  private StringBuilder writeArguments(List<PromQlExpr> args) {
    out.append('(');
    for (int i = 0; i < args.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      write(args.get(i));
    }
    return out.append(')');
  }

  @Override
  public StringBuilder visitAggregate(PromQlExpr.Aggregate expr) {
    writeHead(expr);
    out.append('(');
    if (expr.parameterNode() != null) {
      write(expr.parameterNode());
      out.append(", ");
    }
    write(expr.expr());
    return out.append(')');
  }

  StringBuilder writeHead(PromQlExpr.Aggregate expr) {
    out.append(expr.operator().symbol());
    Grouping grouping = expr.groupingNode();
    if (grouping != null && (!grouping.isBy() || !grouping.labels().isEmpty())) {
      writeGrouping(grouping);
    }
    return out;
  }

  private void writeGrouping(Grouping grouping) {
    out.append(grouping.isBy() ? " by (" : " without (");
    writeLabels(grouping.labels(), true);
    out.append(") ");
  }

  private void writeLabels(List<PromQlText> labels, boolean quoted) {
    for (int i = 0; i < labels.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      PromQlText label = labels.get(i);
      if (!quoted || label.hasPlaceholders() || isName(label.value(), !newer)) {
        out.append(label.value());
      } else {
        StringEscapes.quote(label.value(), out);
      }
    }
  }

  @Override
  public StringBuilder visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
    out.append(expr.operator().value());
    writeGrouping(expr.grouping());
    return writeArguments(expr.args());
  }

  @Override
  public StringBuilder visitBinary(Binary top) {
    List<Binary> chain = Trees.leftChain(top);
    int start = out.length();
    write(chain.get(0).left());
    for (Binary binary : chain) {
      out.append(' ');
      writeOperator(binary);
      out.append(' ');
      write(binary.right());
      note(binary, start);
    }
    return out;
  }

  StringBuilder writeOperator(Binary expr) {
    out.append(expr.operator().symbol());
    if (expr.returnsBool()) {
      out.append(" bool");
    }
    VectorMatching matching = expr.matchingNode();
    if (matching == null) {
      return out;
    }
    boolean grouped =
        matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE
            || matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY;
    if (matching.isOn() || grouped || !matching.labels().isEmpty()) {
      out.append(matching.isOn() ? " on (" : " ignoring (");
      writeLabels(matching.labels(), newer);
      out.append(')');
    }
    if (grouped) {
      boolean left = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE;
      out.append(left ? " group_left (" : " group_right (");
      writeLabels(matching.include(), newer);
      out.append(')');
    }
    writeFills(matching);
    return out;
  }

  private void writeFills(VectorMatching matching) {
    Double left = matching.leftFill();
    Double right = matching.rightFill();
    if (left != null && right != null && left.doubleValue() == right.doubleValue()) {
      writeFill(" fill (", left);
      return;
    }
    if (left != null) {
      writeFill(" fill_left (", left);
    }
    if (right != null) {
      writeFill(" fill_right (", right);
    }
  }

  private void writeFill(String keyword, double value) {
    out.append(keyword).append(Numbers.formatGeneral(value, 21)).append(')');
  }

  @Override
  public StringBuilder visitUnary(PromQlExpr.Unary expr) {
    out.append(expr.sign().symbol());
    return write(expr.expr());
  }

  @Override
  public StringBuilder visitParen(PromQlExpr.Paren expr) {
    out.append('(');
    write(expr.expr());
    return out.append(')');
  }

  @Override
  public StringBuilder visitNumberLiteral(PromQlExpr.NumberLiteral expr) {
    writeNumber(expr.value(), expr.notation());
    return out;
  }

  @Override
  public StringBuilder visitStringLiteral(PromQlExpr.StringLiteral expr) {
    StringEscapes.quote(expr.value(), out);
    return out;
  }

  @Override
  public StringBuilder visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
    return out.append(expr.text().value());
  }
}
