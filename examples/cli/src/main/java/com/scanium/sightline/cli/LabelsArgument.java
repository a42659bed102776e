package com.scanium.sightline.cli;

import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The labels that somebody types: a JSON object, or a series as Prometheus writes it.
 *
 * <p>In JSON a string is the label's value, a list its possible values and {@code null} any value.
 */
final class LabelsArgument {
  /** An empty object, or one that begins with a key; a quoted name in a series has no colon. */
  private static final Pattern JSON_OBJECT =
      Pattern.compile("\\{\\s*(?:}|\"(?:[^\"\\\\]|\\\\.)*+\"\\s*:)");

  private final Map<String, LabelDomain> domains;
  private final boolean isOpen;

  private LabelsArgument(Map<String, LabelDomain> domains, boolean isOpen) {
    this.domains = domains;
    this.isOpen = isOpen;
  }

  /** Nothing is known of the labels. */
  static LabelsArgument anything() {
    return new LabelsArgument(Map.of(LabelMatcher.NAME, LabelDomain.unknown()), true);
  }

  /**
   * Reads what was typed.
   *
   * @param isOpen whether other labels are possible
   */
  static LabelsArgument parse(String text, boolean isOpen) {
    String trimmed = text.strip();
    boolean isJson = JSON_OBJECT.matcher(trimmed).lookingAt();
    return new LabelsArgument(isJson ? json(trimmed) : series(trimmed), isOpen);
  }

  private static Map<String, LabelDomain> json(String text) {
    DocParse parse = DocReader.json(SourceText.of("labels", text));
    if (!parse.isClean() || parse.root().filter(Doc::isObject).isEmpty()) {
      throw new CannotRunException(
          "the labels are no JSON object: " + parse.problems().get(0).message());
    }
    Map<String, LabelDomain> labels = new TreeMap<>();
    for (Doc.Member member : parse.root().get().members()) {
      labels.put(member.key(), domain(member));
    }
    return labels;
  }

  private static LabelDomain domain(Doc.Member member) {
    Doc value = member.value();
    if (value.isNull()) {
      return LabelDomain.any();
    }
    List<Doc> all = value.isArray() ? value.items() : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Doc one : all) {
      texts.add(
          one.asText()
              .orElseThrow(
                  () ->
                      new CannotRunException(
                          "label "
                              + member.key()
                              + " is a string, a list of strings or null, not "
                              + one.kind())));
    }
    return LabelDomain.oneOf(texts);
  }

  private static Map<String, LabelDomain> series(String text) {
    PromQlParse parse = PromQl.parse(text, PromQlOptions.DEFAULT);
    if (!parse.isOk() || !(parse.expr().orElse(null) instanceof VectorSelector selector)) {
      throw new CannotRunException(
          "the labels are neither a JSON object nor a series such as up{job=\"x\"}: " + text);
    }
    Map<String, LabelDomain> labels = new TreeMap<>();
    selector
        .metricName()
        .ifPresent(n -> labels.put(LabelMatcher.NAME, LabelDomain.value(n.value())));
    for (var matcher : selector.matchers()) {
      if (matcher.operator() != MatchOperator.EQUAL) {
        throw new CannotRunException(
            "a series has labels with =, not "
                + matcher.operator().symbol()
                + "; several values are written as JSON: {\"x\": [\"a\", \"b\"]}");
      }
      labels.put(matcher.name().value(), LabelDomain.value(matcher.value().value()));
    }
    return labels;
  }

  /** The labels when each has exactly one value and there are no others. */
  Optional<Map<String, String>> exact() {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, LabelDomain> label : domains.entrySet()) {
      LabelDomain domain = label.getValue();
      if (domain.single().isEmpty() && !(domain instanceof LabelDomain.Absent)) {
        return Optional.empty();
      }
      values.put(label.getKey(), domain.single().orElse(""));
    }
    return isOpen ? Optional.empty() : Optional.of(values);
  }

  /** What is known of the labels. */
  SeriesShape shape() {
    SeriesShape.Builder shape =
        SeriesShape.builder(domains.getOrDefault(LabelMatcher.NAME, LabelDomain.absent()));
    domains.forEach(shape::label);
    return isOpen ? shape.open().build() : shape.build();
  }
}
