package com.scanium.sightline.signal;

import java.util.List;

/** Says in one line what a relabel rule does, in the words of somebody who explains it. */
final class RuleHeadline {
  private RuleHeadline() {}

  static String of(RelabelRule rule) {
    String target = rule.targetLabel();
    return switch (rule.action()) {
      case KEEP -> "keep if " + condition(rule);
      case DROP -> "drop if " + condition(rule);
      case KEEPEQUAL -> "keep if " + sources(rule) + " equals " + target;
      case DROPEQUAL -> "drop if " + sources(rule) + " equals " + target;
      case REPLACE -> replace(rule);
      case LOWERCASE -> "set " + target + " to " + sources(rule) + " in lower case";
      case UPPERCASE -> "set " + target + " to " + sources(rule) + " in upper case";
      case HASHMOD ->
          "set "
              + target
              + " to the hash of "
              + sources(rule)
              + " modulo "
              + Long.toUnsignedString(rule.modulus());
      case LABELMAP -> "copy labels named " + pattern(rule) + " to " + quoted(rule.replacement());
      case LABELDROP -> "remove labels named " + pattern(rule);
      case LABELKEEP -> "remove labels not named " + pattern(rule);
    };
  }

  private static String replace(RelabelRule rule) {
    String target = rule.targetLabel();
    if (rule.replacement().isEmpty()) {
      return "remove " + target + when(rule);
    }
    boolean copies =
        rule.replacement().equals(RelabelRule.DEFAULT_REPLACEMENT)
            && rule.pattern().equals(RelabelRule.DEFAULT_REGEX);
    return copies
        ? "set " + target + " to " + sources(rule)
        : "set " + target + " to " + quoted(rule.replacement()) + when(rule);
  }

  private static String when(RelabelRule rule) {
    boolean always =
        rule.regex().problem().isEmpty() && rule.regex().orElseThrow().matchesEverything();
    return always && rule.sourceLabels().isEmpty() ? "" : " if " + condition(rule);
  }

  private static String condition(RelabelRule rule) {
    return sources(rule) + " =~ " + pattern(rule);
  }

  private static String sources(RelabelRule rule) {
    List<String> labels = rule.sourceLabels();
    return switch (labels.size()) {
      case 0 -> "\"\"";
      case 1 -> labels.get(0);
      default ->
          "[" + String.join(rule.separator().isEmpty() ? " " : rule.separator(), labels) + "]";
    };
  }

  private static String pattern(RelabelRule rule) {
    return quoted(rule.pattern());
  }

  /** The text in quotes, line ends and other control characters made visible. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '"') {
        out.append("\\\"");
      } else if (Character.isISOControl(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
