package com.scanium.sightline.grafana.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What the Loki data source makes of variables: as Prometheus, but several values are joined with
 * {@code |} without parentheses.
 */
public final class LokiTemplates {
  private LokiTemplates() {}

  /** A panel's query with the variables that the scope knows; Grafana's own intervals stay. */
  public static Interpolated query(String expr, TemplateScope scope) {
    return Interpolator.interpolate(expr, scope, LokiTemplates::format);
  }

  private static String format(TemplateVariable variable, VariableValue value) {
    if (!variable.isMulti() && !variable.includesAll()) {
      return ValueFormats.single(value).replace("'", "\\\\'");
    }
    if (!(value instanceof VariableValue.Many many)) {
      return regexEscape(ValueFormats.single(value));
    }
    List<String> escaped = new ArrayList<>();
    many.values().forEach(each -> escaped.add(regexEscape(each)));
    return String.join("|", escaped);
  }

  private static String regexEscape(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        out.append("\\\\\\\\");
      } else if ("$^*{}[]'+?.()|".indexOf(c) >= 0) {
        out.append("\\\\").append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
