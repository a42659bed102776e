package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.alloy.syntax.Expression.Access;
import com.scanium.sightline.alloy.syntax.Expression.ArrayLiteral;
import com.scanium.sightline.alloy.syntax.Expression.Binary;
import com.scanium.sightline.alloy.syntax.Expression.Call;
import com.scanium.sightline.alloy.syntax.Expression.Field;
import com.scanium.sightline.alloy.syntax.Expression.Identifier;
import com.scanium.sightline.alloy.syntax.Expression.Index;
import com.scanium.sightline.alloy.syntax.Expression.Literal;
import com.scanium.sightline.alloy.syntax.Expression.Missing;
import com.scanium.sightline.alloy.syntax.Expression.ObjectLiteral;
import com.scanium.sightline.alloy.syntax.Expression.Paren;
import com.scanium.sightline.alloy.syntax.Expression.Unary;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A recursive descent parser that goes on after errors.
 *
 * <p>Recovery is Alloy's: a broken statement is skipped up to the next name, a broken expression up
 * to the next closing bracket, comma or line end, and of several errors in a row on one line only
 * the first counts. The lexer's own errors always count.
 */
final class Parser {
  private final SourceText source;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Lexer lexer;

  private TokenKind kind;
  private int lastProblem = -1;
  private int previousEnd;
  private int depth;
  private boolean gaveUp;

  /** How many levels the expression read last has; keeps walks over the tree within the stack. */
  private int height;

  Parser(SourceText source) {
    this.source = source;
    String text = source.text();
    this.lexer =
        new Lexer(
            text,
            problems,
            (start, end) ->
                comments.add(new Comment(text.substring(start, end), new Span(start, end))));
    lexer.next();
    this.kind = lexer.kind();
  }

  AlloyFile parseFile() {
    List<Statement> body = parseBody(TokenKind.EOF);
    return new AlloyFile(source, body, comments, problems);
  }

  AlloySyntax.ParsedExpression parseSingleExpression() {
    Expression expression = parseExpression();
    if (kind == TokenKind.TERMINATOR) {
      next();
    }
    if (kind != TokenKind.EOF) {
      report("expected TERMINATOR, got " + kind.spelling());
    }
    return new AlloySyntax.ParsedExpression(source, expression, problems);
  }

  private List<Statement> parseBody(TokenKind until) {
    List<Statement> body = new ArrayList<>();
    while (kind != until && kind != TokenKind.EOF) {
      Statement statement = parseStatement();
      if (statement != null) {
        body.add(statement);
      }
      if (kind == until) {
        break;
      }
      if (kind != TokenKind.TERMINATOR) {
        report("expected TERMINATOR, got " + kind.spelling());
        skipStatement();
      }
      next();
    }
    return body;
  }

  /** The next statement; null when it is broken and was skipped. */
  private @Nullable Statement parseStatement() {
    int start = lexer.start();
    if (kind != TokenKind.IDENT) {
      report("expected identifier, got " + kind.spelling());
      skipTo(found -> found == TokenKind.IDENT);
      return null;
    }
    Name name = parseName();
    Name label = kind == TokenKind.ASSIGN || kind == TokenKind.LCURLY ? null : parseLabel();
    if (kind == TokenKind.ASSIGN) {
      return parseAttribute(start, name, label);
    }
    if (kind == TokenKind.LCURLY) {
      return parseBlock(start, name, label);
    }
    boolean mayBeAttribute = label == null && name.text().indexOf('.') < 0;
    report(
        (mayBeAttribute ? "expected attribute assignment or block body" : "expected block body")
            + ", got "
            + kind.spelling());
    skipTo(found -> found == TokenKind.IDENT);
    return null;
  }

  private Name parseName() {
    int start = lexer.start();
    String text = lexer.slice();
    next();
    if (kind == TokenKind.DOT) {
      StringBuilder parts = new StringBuilder(text);
      while (kind == TokenKind.DOT) {
        next();
        if (kind != TokenKind.IDENT) {
          report("expected identifier, got " + kind.spelling());
        }
        parts.append('.').append(lexer.slice());
        next();
      }
      text = parts.toString();
    }
    return new Name(text, new Span(start, previousEnd));
  }

  /** The label of a block, or null when something else stands in its place. */
  private @Nullable Name parseLabel() {
    Name label = null;
    if (kind == TokenKind.STRING) {
      String raw = lexer.slice();
      String text = raw.length() > 2 ? raw.substring(1, raw.length() - 1) : "";
      if (raw.length() > 2 && raw.charAt(0) != '"') {
        report("expected block label to be a double-quoted string, but got " + raw);
      }
      if (raw.length() > 2 && !Lexer.isIdentifier(text)) {
        report("expected block label to be an identifier, but got \"" + text + "\"");
      }
      label = new Name(text, span());
    } else {
      report("expected block label, got " + kind.spelling());
    }
    next();
    return label;
  }

  private Statement parseAttribute(int start, Name name, @Nullable Name label) {
    next();
    if (name.text().indexOf('.') >= 0) {
      problems.add(
          new Problem(name.span(), "an attribute's name is a single identifier without \".\""));
    } else if (label != null) {
      problems.add(new Problem(label.span(), "attributes have no labels"));
    }
    Expression value = parseExpression();
    return new Statement.Attribute(
        name, value, new Span(start, Math.max(start, value.span().end())));
  }

  private Statement parseBlock(int start, Name name, @Nullable Name label) {
    Span open = span();
    List<Statement> body = List.of();
    next();
    if (enter()) {
      body = parseBody(TokenKind.RCURLY);
    }
    depth--;
    Span close = kind == TokenKind.RCURLY ? span() : Span.at(lexer.start());
    expect(TokenKind.RCURLY);
    return new Statement.Block(name, label, body, open, close, new Span(start, close.end()));
  }

  private Expression parseExpression() {
    Expression found = enter() ? parseBinary(1) : new Missing(span());
    depth--;
    return found;
  }

  private Expression parseBinary(int lowest) {
    Expression left = parseUnary();
    int leftHeight = height;
    while (true) {
      Operator operator = binaryOperator(kind);
      if (operator == null || operator.precedence() < lowest) {
        height = leftHeight;
        return left;
      }
      Span symbol = span();
      next();
      boolean rightAssociative = operator == Operator.POW;
      int tighter = rightAssociative ? operator.precedence() : operator.precedence() + 1;
      Expression right = enter() ? parseBinary(tighter) : new Missing(span());
      depth--;
      leftHeight = grown(Math.max(leftHeight, height));
      left = new Binary(operator, left, right, symbol, left.span().union(right.span()));
    }
  }

  private static @Nullable Operator binaryOperator(TokenKind kind) {
    return switch (kind) {
      case OR -> Operator.OR;
      case AND -> Operator.AND;
      case EQ -> Operator.EQ;
      case NEQ -> Operator.NEQ;
      case LT -> Operator.LT;
      case LTE -> Operator.LTE;
      case GT -> Operator.GT;
      case GTE -> Operator.GTE;
      case ADD -> Operator.ADD;
      case SUB -> Operator.SUB;
      case MUL -> Operator.MUL;
      case DIV -> Operator.DIV;
      case MOD -> Operator.MOD;
      case POW -> Operator.POW;
      default -> null;
    };
  }

  private Expression parseUnary() {
    if (kind != TokenKind.NOT && kind != TokenKind.SUB) {
      return parsePrimary();
    }
    Operator operator = kind == TokenKind.NOT ? Operator.NOT : Operator.SUB;
    int start = lexer.start();
    next();
    Expression operand = enter() ? parseUnary() : new Missing(span());
    depth--;
    height = grown(height);
    return new Unary(operator, operand, new Span(start, Math.max(start, operand.span().end())));
  }

  private Expression parsePrimary() {
    Expression found = parseOperand();
    int foundHeight = height;
    while (true) {
      switch (kind) {
        case DOT -> {
          next();
          Name member = new Name(kind == TokenKind.IDENT ? lexer.slice() : "", span());
          expect(TokenKind.IDENT);
          found = new Access(found, member, found.span().union(member.span()));
        }
        case LBRACK -> {
          Span bracket = span();
          next();
          Expression index = parseExpression();
          foundHeight = Math.max(foundHeight, height);
          expect(TokenKind.RBRACK);
          found = new Index(found, index, bracket, from(found.span().start()));
        }
        case LPAREN -> {
          Span paren = span();
          next();
          height = 0;
          List<Expression> arguments = parseList(TokenKind.RPAREN);
          foundHeight = Math.max(foundHeight, height);
          expect(TokenKind.RPAREN);
          found = new Call(found, arguments, paren, from(found.span().start()));
        }
        case STRING, LCURLY -> {
          height = foundHeight;
          return parseMisplacedBlock(found);
        }
        default -> {
          height = foundHeight;
          return found;
        }
      }
      foundHeight = grown(foundHeight);
    }
  }

  /** What looks like a block behind {@code =}: read as one, so that one error says it all. */
  private Expression parseMisplacedBlock(Expression head) {
    if (kind == TokenKind.STRING) {
      next();
    }
    boolean opens = kind == TokenKind.LCURLY;
    expect(TokenKind.LCURLY);
    if (!opens) {
      skipStatement();
      return head;
    }
    if (enter()) {
      parseBody(TokenKind.RCURLY);
    }
    depth--;
    boolean closes = kind == TokenKind.RCURLY;
    expect(TokenKind.RCURLY);
    if (!closes) {
      skipStatement();
      return head;
    }
    Span whole = from(head.span().start());
    if (!gaveUp) {
      problems.add(new Problem(whole, "a block is no expression; remove the \"=\" before it"));
    }
    return new Missing(whole);
  }

  private Expression parseOperand() {
    height = 1;
    int start = lexer.start();
    switch (kind) {
      case IDENT -> {
        Expression found = new Identifier(lexer.slice(), span());
        next();
        return found;
      }
      case STRING -> {
        return literal(LiteralKind.STRING);
      }
      case NUMBER -> {
        return literal(LiteralKind.NUMBER);
      }
      case FLOAT -> {
        return literal(LiteralKind.FLOAT);
      }
      case BOOL -> {
        return literal(LiteralKind.BOOL);
      }
      case NULL -> {
        return literal(LiteralKind.NULL);
      }
      case LPAREN -> {
        next();
        Expression inner = parseExpression();
        expect(TokenKind.RPAREN);
        height = grown(height);
        return new Paren(inner, from(start));
      }
      case LBRACK -> {
        next();
        List<Expression> elements = parseList(TokenKind.RBRACK);
        expect(TokenKind.RBRACK);
        height = grown(height);
        return new ArrayLiteral(elements, from(start));
      }
      case LCURLY -> {
        next();
        // Alloy tests for the wrong bracket here, which only changes which error "{]" gets
        List<Field> fields = kind == TokenKind.RBRACK ? List.of() : parseFields();
        expect(TokenKind.RCURLY);
        height = grown(height);
        return new ObjectLiteral(fields, from(start));
      }
      default -> {
        report("expected expression, got " + kind.spelling());
        Span place = span();
        skipTo(Parser::endsExpression);
        return new Missing(place);
      }
    }
  }

  private static boolean endsExpression(TokenKind kind) {
    return switch (kind) {
      case TERMINATOR, RPAREN, RCURLY, RBRACK, COMMA -> true;
      default -> false;
    };
  }

  private Expression literal(LiteralKind literalKind) {
    Expression found = new Literal(literalKind, lexer.slice(), span());
    next();
    return found;
  }

  /** Expressions up to a closing bracket; {@link #height} is that of the highest. */
  private List<Expression> parseList(TokenKind until) {
    List<Expression> found = new ArrayList<>();
    int highest = 0;
    while (kind != until && kind != TokenKind.EOF) {
      found.add(parseExpression());
      highest = Math.max(highest, height);
      if (kind == until) {
        break;
      }
      if (kind != TokenKind.COMMA) {
        report("missing ',' in expression list");
      }
      next();
    }
    height = highest;
    return found;
  }

  private List<Field> parseFields() {
    List<Field> found = new ArrayList<>();
    int highest = 0;
    while (kind != TokenKind.RCURLY && kind != TokenKind.EOF) {
      found.add(parseField());
      highest = Math.max(highest, height);
      if (kind == TokenKind.RCURLY) {
        break;
      }
      if (kind != TokenKind.COMMA) {
        report("missing ',' in field list");
      }
      next();
    }
    height = highest;
    return found;
  }

  private Field parseField() {
    Name name;
    boolean isQuoted = false;
    if (kind == TokenKind.IDENT || kind == TokenKind.STRING) {
      String raw = lexer.slice();
      // an empty quoted key keeps its quotes as its name, as in Alloy
      isQuoted = kind == TokenKind.STRING && raw.length() > 2;
      name = new Name(isQuoted ? raw.substring(1, raw.length() - 1) : raw, span());
      next();
    } else {
      report("expected field name (string or identifier), got " + kind.spelling());
      name = new Name("", Span.at(lexer.start()));
      skipTo(found -> found == TokenKind.ASSIGN);
    }
    expect(TokenKind.ASSIGN);
    return new Field(name, isQuoted, parseExpression());
  }

  private void next() {
    previousEnd = lexer.end();
    if (gaveUp) {
      return;
    }
    lexer.next();
    kind = lexer.kind();
  }

  private Span span() {
    return new Span(lexer.start(), lexer.end());
  }

  /** From an offset to the end of the token before the current one. */
  private Span from(int start) {
    return new Span(start, Math.max(start, previousEnd));
  }

  private void expect(TokenKind expected) {
    if (kind != expected) {
      report("expected " + expected.spelling() + ", got " + kind.spelling());
    }
    next();
  }

  private void skipTo(Predicate<TokenKind> wanted) {
    while (kind != TokenKind.EOF && !wanted.test(kind)) {
      next();
    }
  }

  /** Skips to the end of the statement; brackets that open on the way must close again. */
  private void skipStatement() {
    int curly = 0;
    int square = 0;
    int round = 0;
    while (kind != TokenKind.EOF) {
      switch (kind) {
        case LCURLY -> curly++;
        case RCURLY -> curly--;
        case LBRACK -> square++;
        case RBRACK -> square--;
        case LPAREN -> round++;
        case RPAREN -> round--;
        case TERMINATOR -> {
          if (curly <= 0 && square <= 0 && round <= 0) {
            return;
          }
        }
        default -> {}
      }
      next();
    }
  }

  /** Goes one level deeper; false when that is too deep, and then the rest is not read. */
  private boolean enter() {
    depth++;
    if (depth > AlloySyntax.MAX_DEPTH) {
      giveUp(AlloySyntax.MAX_DEPTH);
    }
    return !gaveUp;
  }

  private int grown(int levels) {
    if (levels >= AlloySyntax.MAX_HEIGHT) {
      giveUp(AlloySyntax.MAX_HEIGHT);
    }
    return levels + 1;
  }

  private void giveUp(int limit) {
    if (gaveUp) {
      return;
    }
    problems.add(new Problem(span(), "nested more than " + limit + " levels deep"));
    gaveUp = true;
    kind = TokenKind.EOF;
  }

  private void report(String message) {
    if (gaveUp || sameLineAsLast(lexer.start())) {
      return;
    }
    lastProblem = lexer.start();
    problems.add(new Problem(span(), message));
  }

  private boolean sameLineAsLast(int offset) {
    if (lastProblem < 0) {
      return false;
    }
    int newline = source.text().indexOf('\n', lastProblem);
    return newline < 0 || newline >= offset;
  }
}
