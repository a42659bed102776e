package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One container, network or row that the engine printed.
 *
 * @param source the whole output
 * @param shift where the text that the item was parsed from begins in it
 * @param doc the item
 */
record OutputItem(SourceText source, int shift, Doc doc) {
  /** What there is before the first item. */
  static final OutputItem NONE = new OutputItem(SourceText.of("inspect.json", ""), 0, Doc.object());

  private static final Pattern COMPOSE_TABLE =
      Pattern.compile("(?s)\\s*NAME\\s+IMAGE\\s+COMMAND\\s+SERVICE.*");
  private static final Pattern TABLE = Pattern.compile("(?s)\\s*CONTAINER ID\\s+IMAGE.*");
  private static final Pattern NETWORK_TABLE = Pattern.compile("(?s)\\s*NETWORK ID\\s+NAME.*");

  /** Reads an output: one value, an array of them, or one value per line. */
  static void read(SourceText output, List<OutputItem> into, List<TopologyProblem> problems) {
    String text = output.text();
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    if (text.length() > InspectTopology.MAX_CHARS) {
      problems.add(new TopologyProblem(output.location(), InspectTopology.tooLong()));
    } else if (start == text.length()) {
      problems.add(
          new TopologyProblem(
              output.location(), "nothing here; expected the output of docker inspect"));
    } else if (text.charAt(start) != '[' && text.charAt(start) != '{') {
      problems.add(new TopologyProblem(output.location(), refusal(text)));
    } else if (text.charAt(start) == '{' && hasSeveralLines(text, start)) {
      lines(output, into, problems);
    } else {
      part(output, 0, output, into, problems);
    }
  }

  /** The place of something in the item. */
  SourceLocation location(Span span) {
    return source.location(new Span(shift + span.start(), shift + span.end()));
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF';
  }

  private static String refusal(String text) {
    if (COMPOSE_TABLE.matcher(text).matches()) {
      return "a table for people; give the output of \"docker compose ps --all --format json\"";
    }
    if (TABLE.matcher(text).matches()) {
      return "a table for people; give the output of \"docker inspect $(docker ps -aq)\"";
    }
    if (NETWORK_TABLE.matcher(text).matches()) {
      return "a table for people; give the output of"
          + " \"docker network inspect $(docker network ls -q)\"";
    }
    return "text, not JSON: a --format template leaves out what is needed; give the output of"
        + " \"docker inspect $(docker ps -aq)\"";
  }

  /** Whether an object ends before the text does and another one begins on a line of its own. */
  private static boolean hasSeveralLines(String text, int start) {
    int end = text.indexOf('\n', start);
    if (end < 0) {
      return false;
    }
    String first = text.substring(start, end).strip();
    int next = end;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    return first.endsWith("}") && next < text.length() && text.charAt(next) == '{';
  }

  private static void lines(
      SourceText output, List<OutputItem> into, List<TopologyProblem> problems) {
    String text = output.text();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      String line = text.substring(from, to);
      if (!line.isBlank()) {
        part(SourceText.of(output.location().file(), line), from, output, into, problems);
      }
      from = to + 1;
    }
  }

  private static void part(
      SourceText part,
      int shift,
      SourceText whole,
      List<OutputItem> into,
      List<TopologyProblem> problems) {
    DocParse parse = DocReader.json(part);
    parse
        .problems()
        .forEach(
            problem -> {
              Span span = problem.span();
              Span there = new Span(shift + span.start(), shift + span.end());
              problems.add(new TopologyProblem(whole.location(there), problem.message()));
            });
    List<Doc> items =
        parse.root().map(root -> root.isArray() ? root.items() : List.of(root)).orElse(List.of());
    items.forEach(item -> into.add(new OutputItem(whole, shift, item)));
  }
}
