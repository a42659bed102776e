package com.scanium.sightline.grafana.template;

import java.util.BitSet;

/** The characters that a class of a JavaScript regular expression accepts. */
final class JsCharSet {
  static final JsCharSet DIGIT = new JsCharSet().add('0', '9');
  static final JsCharSet WORD =
      new JsCharSet().add('a', 'z').add('A', 'Z').add('0', '9').add('_', '_');
  static final JsCharSet SPACE = spaces();
  static final JsCharSet NOT_LINE_END = lineEnds().inverse();

  private final BitSet members = new BitSet();

  JsCharSet add(int from, int to) {
    members.set(from, to + 1);
    return this;
  }

  JsCharSet addAll(JsCharSet other) {
    members.or(other.members);
    return this;
  }

  JsCharSet inverse() {
    JsCharSet result = new JsCharSet();
    result.members.set(0, 0x10000);
    result.members.andNot(members);
    return result;
  }

  boolean contains(char c) {
    return members.get(c);
  }

  private static JsCharSet lineEnds() {
    return new JsCharSet().add('\n', '\n').add('\r', '\r').add(0x2028, 0x2029);
  }

  private static JsCharSet spaces() {
    JsCharSet set = lineEnds().add('\t', '\r').add(' ', ' ').add(0xa0, 0xa0).add(0xfeff, 0xfeff);
    for (int c = 0x1680; c <= 0x3000; c++) {
      if (Character.getType(c) == Character.SPACE_SEPARATOR) {
        set.add(c, c);
      }
    }
    return set;
  }
}
