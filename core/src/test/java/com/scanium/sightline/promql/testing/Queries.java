package com.scanium.sightline.promql.testing;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes random queries that are right, as text with random blanks and spellings. */
public final class Queries {
  private static final int DEEPEST = 4;

  private final Random random;

  private Queries(Random random) {
    this.random = random;
  }

  /** A query of type instant vector or scalar. */
  public static String any(Random random) {
    Queries queries = new Queries(random);
    return queries.blank() + queries.either(0) + queries.blank();
  }

  private String either(int depth) {
    return random.nextInt(4) == 0 ? scalar(depth) : vector(depth);
  }

  private String vector(int depth) {
    if (depth >= DEEPEST) {
      return selector();
    }
    return switch (random.nextInt(9)) {
      case 0 -> "(" + blank() + vector(depth + 1) + blank() + ")";
      case 1 -> aggregate(depth);
      case 2 -> call(depth);
      case 3 -> binary(depth);
      case 4 -> pick("-", "+", "- ", "-+") + operand(depth);
      case 5 -> pick("rate", "increase", "count_over_time") + "(" + blank() + matrix(depth) + ")";
      case 6 -> "label_replace(" + vector(depth + 1) + ", " + text() + ",\"$1\",'b', `(.*)`)";
      default -> selector();
    };
  }

  private String scalar(int depth) {
    if (depth >= DEEPEST) {
      return number();
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + scalar(depth + 1) + blank() + ")";
      case 1 -> "scalar(" + blank() + vector(depth + 1) + ")";
      case 2 -> scalar(depth + 1) + arithmetic() + scalar(depth + 1);
      case 3 -> scalar(depth + 1) + pick(" == ", ">", "<=") + "bool " + scalar(depth + 1);
      case 4 -> pick("time()", "pi( )");
      default -> number();
    };
  }

  /** A vector that binds as a whole. */
  private String operand(int depth) {
    return random.nextBoolean() ? selector() : "(" + vector(depth + 1) + ")";
  }

  private String aggregate(int depth) {
    String inner = "(" + blank() + vector(depth + 1) + blank() + ")";
    String operator = pick("sum", "avg", "count", "max", "MIN", "group", "stddev");
    if (random.nextInt(4) == 0) {
      operator = pick("topk", "bottomk", "quantile");
      inner = "(" + scalar(depth + 2) + "," + blank() + vector(depth + 1) + ")";
    } else if (random.nextInt(8) == 0) {
      operator = "count_values";
      inner = "(\"version\", " + vector(depth + 1) + ")";
    }
    String grouping = pick("by", "without", "BY") + blank() + labels();
    return switch (random.nextInt(3)) {
      case 0 -> operator + blank() + inner;
      case 1 -> operator + " " + grouping + blank() + inner;
      default -> operator + blank() + inner + blank() + grouping;
    };
  }

  private String call(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> pick("abs", "ceil", "absent", "sort_desc") + "(" + vector(depth + 1) + ")";
      case 1 -> "clamp(" + vector(depth + 1) + "," + scalar(depth + 1) + ", " + number() + ")";
      case 2 ->
          "histogram_quantile("
              + pick("0.9", "Inf", "-inf")
              + ", "
              + vector(depth + 1)
              + blank()
              + ")";
      case 3 -> "vector(" + scalar(depth + 1) + ")";
      default -> pick("hour()", "year(" + vector(depth + 1) + ")", "round(" + selector() + ")");
    };
  }

  private String binary(int depth) {
    String matching = "";
    if (random.nextInt(3) == 0) {
      matching = pick("on", "ignoring") + blank() + labels();
      if (random.nextInt(3) == 0) {
        matching += pick(" group_left", " group_right ") + pick("(extra)", "()");
        return vector(depth + 1) + arithmetic() + matching + " " + vector(depth + 1);
      }
    }
    String operator =
        switch (random.nextInt(3)) {
          case 0 -> pick(" and ", " or ", " unless ", " AND ");
          case 1 -> pick(" > ", " == ", "!=", " < bool ", ">= bool ");
          default -> arithmetic();
        };
    return vector(depth + 1) + operator + matching + " " + vector(depth + 1);
  }

  private String arithmetic() {
    return pick(" + ", "-", "*", " / ", "%", "^", " atan2 ");
  }

  private String selector() {
    StringBuilder text = new StringBuilder(selectorBody());
    modifiers(text);
    return text.toString();
  }

  private String selectorBody() {
    String name = pick("up", "http_requests_total", "job:errors:rate5m", "sum", "by", "a", "_x");
    return switch (random.nextInt(4)) {
      case 0 -> name;
      case 1 -> "{" + blank() + text() + ", job=\"x\"" + blank() + "}";
      case 2 -> "{__name__=~\"up|down\"," + matchers() + "}";
      default -> name + blank() + "{" + matchers() + pick("", ",") + "}";
    };
  }

  private String matchers() {
    return repeat(
        () ->
            pick("job", "instance", "le", "on", "\"a.b\"")
                + blank()
                + pick("=", "!=", "=~", "!~")
                + pick("\"x\"", "''", "`a.*`", "\"\\u00e9|\\n\"", "\"[0-9]+(ms)?\""));
  }

  private void modifiers(StringBuilder text) {
    if (random.nextInt(6) == 0) {
      text.append(" offset ").append(pick("", "-", "- ")).append(duration());
    }
    if (random.nextInt(6) == 0) {
      text.append(" @ ").append(pick("start()", "end( )", "0", "1609746000", "-1.5"));
    }
  }

  private String matrix(int depth) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(3) == 0) {
      text.append(operand(depth)).append('[').append(duration()).append(':');
      text.append(random.nextBoolean() ? duration() : "").append(']');
    } else {
      text.append(selectorBody()).append(blank()).append('[').append(duration()).append("]");
    }
    modifiers(text);
    return text.toString();
  }

  private String labels() {
    return random.nextInt(6) == 0
        ? "(" + blank() + ")"
        : "(" + repeat(() -> pick("job", "le", "sum", "bool", "on", "\"a\"", "start")) + ")";
  }

  private String repeat(Supplier<String> part) {
    StringBuilder text = new StringBuilder(part.get());
    while (random.nextInt(3) == 0) {
      text.append(blank()).append(',').append(blank()).append(part.get());
    }
    return text.toString();
  }

  private String duration() {
    return pick("5m", "1h30m", "90s", "1d", "2w", "1y3d", "300", "0x10", "250ms", "1_000");
  }

  // no Inf: the canonical +Inf ^ 2 reads back as +(Inf ^ 2)
  private String number() {
    return pick("1", "0", "2.5", "-3", "1e6", "0x1F", "017", "NaN", "5m", ".5", "1e-9", "1_0");
  }

  private String text() {
    return pick("\"up\"", "'it\\'s'", "`raw\\`", "\"\\x41\\u20ac\"", "\"a.b\"");
  }

  private String blank() {
    return pick("", "", "", " ", "\n  ", "\t", " # so\n");
  }

  private String pick(String... choices) {
    return List.of(choices).get(random.nextInt(choices.length));
  }
}
