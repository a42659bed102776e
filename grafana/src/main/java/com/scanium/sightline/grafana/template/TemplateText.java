package com.scanium.sightline.grafana.template;

import com.scanium.sightline.grafana.template.VariableReference.Syntax;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variable references in a text, exactly as Grafana's browser code recognizes them: the
 * longest run of letters, digits and {@code _} is the name, so {@code $jobs} is not {@code job}.
 */
public final class TemplateText {
  private TemplateText() {}

  /** All references in order; whether such variables exist is not asked. */
  public static List<VariableReference> references(String text) {
    List<VariableReference> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      VariableReference reference = referenceAt(text, at);
      if (reference == null) {
        at++;
      } else {
        found.add(reference);
        at = reference.span().end();
      }
    }
    return found;
  }

  private static @Nullable VariableReference referenceAt(String text, int at) {
    char c = text.charAt(at);
    if (c == '$') {
      int end = wordEnd(text, at + 1);
      if (end > at + 1) {
        return new VariableReference(
            new Span(at, end), Syntax.DOLLAR, text.substring(at + 1, end), null, null);
      }
      return text.startsWith("{", at + 1) ? braces(text, at) : null;
    }
    return c == '[' && text.startsWith("[", at + 1) ? brackets(text, at) : null;
  }

  private static @Nullable VariableReference brackets(String text, int at) {
    int nameEnd = wordEnd(text, at + 2);
    if (nameEnd == at + 2) {
      return null;
    }
    String format = null;
    int end = nameEnd;
    if (text.startsWith(":", nameEnd)) {
      end = wordEnd(text, nameEnd + 1);
      if (end == nameEnd + 1) {
        return null;
      }
      format = text.substring(nameEnd + 1, end);
    }
    if (!text.startsWith("]]", end)) {
      return null;
    }
    String name = text.substring(at + 2, nameEnd);
    return new VariableReference(new Span(at, end + 2), Syntax.BRACKETS, name, null, format);
  }

  private static @Nullable VariableReference braces(String text, int at) {
    int nameEnd = wordEnd(text, at + 2);
    if (nameEnd == at + 2) {
      return null;
    }
    int end = nameEnd;
    String path = null;
    if (text.startsWith(".", end)) {
      int pathEnd = end + 1;
      while (pathEnd < text.length() && ":^}".indexOf(text.charAt(pathEnd)) < 0) {
        pathEnd++;
      }
      if (pathEnd == end + 1) {
        return null;
      }
      path = text.substring(end + 1, pathEnd);
      end = pathEnd;
    } else if (text.startsWith("[\"", end)) {
      int close = text.indexOf("\"]", end + 2);
      if (close < 0) {
        return null;
      }
      path = text.substring(end + 2, close);
      end = close + 2;
    }
    String format = null;
    if (text.startsWith(":", end)) {
      int close = text.indexOf('}', end);
      if (close <= end + 1) {
        return null;
      }
      format = text.substring(end + 1, close);
      end = close;
    }
    if (!text.startsWith("}", end)) {
      return null;
    }
    String name = text.substring(at + 2, nameEnd);
    return new VariableReference(new Span(at, end + 1), Syntax.BRACES, name, path, format);
  }

  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
