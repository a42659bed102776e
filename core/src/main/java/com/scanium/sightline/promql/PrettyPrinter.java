package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes a text of several lines: whatever is longer than a line is split at its brackets and
 * operators.
 *
 * <p>The canonical text is printed once, and the place of every node in it is noted, so that no
 * part is printed again to be measured.
 */
final class PrettyPrinter {
  private static final int LINE = 100;

  /** Deeper levels are no longer indented: long chains of operators would grow quadratically. */
  private static final int MAX_INDENT = 200;

  private final Grammar grammar;
  private final IdentityHashMap<PromQlExpr, Span> places = new IdentityHashMap<>();
  private final StringBuilder out = new StringBuilder();
  private String canonical = "";
  private boolean ascii;

  PrettyPrinter(Grammar grammar) {
    this.grammar = grammar;
  }

  String print(PromQlExpr expr) {
    canonical = new Printer(grammar, places).print(expr);
    ascii = canonical.chars().allMatch(c -> c < 128);
    write(expr, 0);
    return out.toString();
  }

  private boolean isLong(PromQlExpr expr) {
    Span place = place(expr);
    if (ascii || place.length() > LINE) {
      return place.length() > LINE;
    }
    return canonical.substring(place.start(), place.end()).getBytes(StandardCharsets.UTF_8).length
        > LINE;
  }

  private Span place(PromQlExpr expr) {
    Span place = places.get(expr);
    return place == null ? new Span(0, canonical.length()) : place;
  }

  private void writeCanonical(PromQlExpr expr) {
    Span place = place(expr);
    out.append(canonical, place.start(), place.end());
  }

  private void indent(int level) {
    out.append("  ".repeat(Math.min(level, MAX_INDENT)));
  }

  private void write(PromQlExpr expr, int level) {
    if (expr instanceof Subquery subquery) {
      writeSubquery(subquery, level);
    } else if (expr instanceof Unary unary) {
      writeUnary(unary, level);
    } else if (expr instanceof Binary binary && isLong(expr)) {
      writeBinary(binary, level);
    } else {
      indent(level);
      if (!isLong(expr) || !writeSplit(expr, level)) {
        writeCanonical(expr);
      }
    }
  }

  private boolean writeSplit(PromQlExpr expr, int level) {
    if (expr instanceof Aggregate aggregate) {
      out.append(new Printer(grammar).writeHead(aggregate));
      writeInside(aggregate.children(), level);
    } else if (expr instanceof Call call) {
      out.append(call.function());
      writeInside(call.args(), level);
    } else if (expr instanceof Paren paren) {
      writeInside(paren.children(), level);
    } else {
      return false;
    }
    return true;
  }

  private void writeInside(List<PromQlExpr> parts, int level) {
    out.append("(\n");
    String separator = "";
    for (PromQlExpr part : parts) {
      out.append(separator);
      write(part, level + 1);
      separator = ",\n";
    }
    out.append('\n');
    indent(level);
    out.append(')');
  }

  private void writeBinary(Binary top, int level) {
    List<Binary> chain = Trees.leftChain(top);
    // the lower parts of the chain lie deeper; a part that fits on a line is not split further
    int first = chain.size() - 1;
    while (first > 0 && isLong(chain.get(first - 1))) {
      first--;
    }
    int deepest = level + chain.size() - first;
    PromQlExpr start = first == 0 ? chain.get(0).left() : chain.get(first - 1);
    write(start, deepest);
    for (int i = first; i < chain.size(); i++) {
      int at = level + chain.size() - 1 - i;
      out.append('\n');
      indent(at);
      out.append(new Printer(grammar).writeOperator(chain.get(i))).append('\n');
      write(chain.get(i).right(), at + 1);
    }
  }

  private void writeSubquery(Subquery expr, int level) {
    if (!isLong(expr)) {
      writeCanonical(expr); // Prometheus doesn't indent here
      return;
    }
    write(expr.expr(), level);
    out.append(new Printer(grammar).writeSuffix(expr));
  }

  private void writeUnary(Unary expr, int level) {
    int from = out.length();
    write(expr.expr(), level);
    int text = from;
    while (text < out.length() && Character.isWhitespace(out.charAt(text))) {
      text++;
    }
    out.delete(from, text);
    StringBuilder head = new StringBuilder("  ".repeat(Math.min(level, MAX_INDENT)));
    out.insert(from, head.append(expr.sign().symbol()));
  }
}
