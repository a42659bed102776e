package com.scanium.sightline.grafana.template;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The order of {@code Intl.Collator} with {@code numeric} and sensitivity {@code accent}: numbers
 * by value, blanks before punctuation before digits before letters, accents only to break ties;
 * case and leading zeros never count.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String first, String second) {
    String a = Normalizer.normalize(first, Normalizer.Form.NFD);
    String b = Normalizer.normalize(second, Normalizer.Form.NFD);
    int primary = primary(a, b);
    if (primary != 0) {
      return primary;
    }
    String left = marks(a);
    String right = marks(b);
    int count = Integer.compare(left.length(), right.length()); // more accents come later
    return count != 0 ? count : left.compareTo(right);
  }

  private static String marks(String text) {
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK) {
        marks.append(text.charAt(i));
      }
    }
    return marks.toString();
  }

  private static int primary(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      i = skipMarks(a, i);
      j = skipMarks(b, j);
      if (i >= a.length() || j >= b.length()) {
        return Boolean.compare(i < a.length(), j < b.length());
      }
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endA = digitsEnd(a, i);
        int endB = digitsEnd(b, j);
        int order = byValue(a.substring(i, endA), b.substring(j, endB));
        if (order != 0) {
          return order;
        }
        i = endA;
        j = endB;
        continue;
      }
      int order = Integer.compare(weight(a.charAt(i)), weight(b.charAt(j)));
      if (order != 0) {
        return order;
      }
      i++;
      j++;
    }
  }

  private static int byValue(String a, String b) {
    String left = a.replaceFirst("^0+(?=.)", "");
    String right = b.replaceFirst("^0+(?=.)", "");
    int length = Integer.compare(left.length(), right.length());
    return length != 0 ? length : left.compareTo(right);
  }

  /** Punctuation in the order of the Unicode root collation, which is not that of the codes. */
  private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

  private static int weight(char c) {
    if (Character.isWhitespace(c)) {
      return c;
    }
    int punctuation = PUNCTUATION.indexOf(c);
    if (punctuation >= 0) {
      return 0x1000 + punctuation;
    }
    if (isDigit(c)) {
      return 0x3000 + c;
    }
    return Character.isLetter(c) ? 0x4000 + Character.toLowerCase(c) : 0x2000 + c % 0x1000;
  }

  private static int skipMarks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK) {
      at++;
    }
    return at;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
