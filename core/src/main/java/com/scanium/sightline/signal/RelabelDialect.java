package com.scanium.sightline.signal;

/** Which label names a program accepts in relabel rules; the actions are the same in all. */
public enum RelabelDialect {
  /** Prometheus with names of ASCII letters, digits and underscores. */
  PROMETHEUS_LEGACY,
  /** Prometheus 3 with any UTF-8 name. */
  PROMETHEUS_UTF8,
  /**
   * Alloy's own adaptation, used by {@code discovery.relabel} and its kin: a plain target is any
   * UTF-8 name, one with {@code $} must be of legacy letters.
   */
  ALLOY;

  /** Whether a name without references may be the target of a rule. */
  boolean isLabelName(String name) {
    return this == PROMETHEUS_LEGACY ? isLegacyName(name) : isUtf8Name(name);
  }

  /** Whether a text with references may be the target of a rule. */
  boolean isNameTemplate(String template) {
    return this == PROMETHEUS_UTF8 ? isUtf8Name(template) : isLegacyTemplate(template);
  }

  private static boolean isUtf8Name(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < name.length()
              && Character.isLowSurrogate(name.charAt(i + 1));
      if (Character.isSurrogate(c) && !paired) {
        return false;
      }
      i += paired ? 1 : 0;
    }
    return !name.isEmpty();
  }

  private static boolean isLegacyName(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> isWord((char) c));
  }

  /** Runs of letters and references, digits not at the beginning of a run of letters. */
  private static boolean isLegacyTemplate(String text) {
    int i = 0;
    boolean started = false;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '$') {
        boolean braced = i + 1 < text.length() && text.charAt(i + 1) == '{';
        int start = braced ? i + 2 : i + 1;
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
          end++;
        }
        if (end == start || (braced && (end >= text.length() || text.charAt(end) != '}'))) {
          return false;
        }
        i = braced ? end + 1 : end;
      } else if (isWord(c) && (started || !isDigit(c))) {
        i++;
      } else {
        return false;
      }
      started = true;
    }
    return started;
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
