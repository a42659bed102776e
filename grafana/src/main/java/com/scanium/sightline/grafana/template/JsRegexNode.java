package com.scanium.sightline.grafana.template;

import java.util.List;

/** A part of a JavaScript regular expression. */
sealed interface JsRegexNode {
  /** A literal character; under flag {@code i} compared without case. */
  record Literal(char c) implements JsRegexNode {}

  /** A character class, {@code .} included. */
  record Chars(JsCharSet set) implements JsRegexNode {}

  /** Parts one after the other; an empty list matches the empty text. */
  record Sequence(List<JsRegexNode> parts) implements JsRegexNode {}

  /** Alternatives, the first one preferred. */
  record Choice(List<JsRegexNode> alternatives) implements JsRegexNode {}

  /** A capturing group. */
  record Capture(JsRegexNode body, int index) implements JsRegexNode {}

  /**
   * A quantified part.
   *
   * @param max {@link Integer#MAX_VALUE} for no limit
   * @param firstGroup the first capturing group inside; each turn forgets what it captured before
   * @param groupEnd the group behind the last one inside
   */
  record Repeat(JsRegexNode body, int min, int max, boolean greedy, int firstGroup, int groupEnd)
      implements JsRegexNode {}

  /** A test of a place that takes no characters. */
  record Edge(Kind kind) implements JsRegexNode {
    enum Kind {
      START,
      END,
      WORD,
      NOT_WORD
    }
  }

  /** Looks ahead or behind without taking characters. */
  record Look(JsRegexNode body, boolean ahead, boolean negative) implements JsRegexNode {}

  /** What a group captured; the empty text when it captured nothing. */
  record BackReference(List<Integer> groups) implements JsRegexNode {}
}
