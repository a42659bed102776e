package com.scanium.sightline.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The captures of a {@code pattern} expression.
 *
 * @param names the named ones in order, {@code _} left out
 * @param areAdjacent whether two captures follow each other without text between them
 */
record Captures(List<String> names, boolean areAdjacent) {
  private static final Pattern CAPTURE = Pattern.compile("<([A-Za-z_][A-Za-z0-9_]*)>");

  Captures {
    names = List.copyOf(names);
  }

  static Captures of(String expression) {
    List<String> names = new ArrayList<>();
    boolean adjacent = false;
    int end = -1;
    Matcher capture = CAPTURE.matcher(expression);
    while (capture.find()) {
      adjacent |= capture.start() == end;
      end = capture.end();
      if (!capture.group(1).equals("_")) {
        names.add(capture.group(1));
      }
    }
    return new Captures(names, adjacent);
  }
}
