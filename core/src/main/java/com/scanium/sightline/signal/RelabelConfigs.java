package com.scanium.sightline.signal;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The relabel rules that a YAML or JSON text holds: a list of rules, a {@code prometheus.yml} with
 * its {@code relabel_configs}, {@code metric_relabel_configs} and {@code write_relabel_configs}, or
 * a Kubernetes {@code ServiceMonitor} with its {@code relabelings}. Immutable.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">Prometheus:
 *     relabel_config</a>
 * @see <a
 *     href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RelabelConfig">Prometheus
 *     Operator: RelabelConfig</a>
 */
public final class RelabelConfigs {
  private static final Set<String> LISTS =
      Set.of(
          "relabel_configs",
          "metric_relabel_configs",
          "write_relabel_configs",
          "alert_relabel_configs",
          "relabelings",
          "metricRelabelings",
          "writeRelabelConfigs");

  /** The fields of a rule by both spellings: Prometheus' own and the operator's. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "source_labels", "source_labels",
          "sourceLabels", "source_labels",
          "separator", "separator",
          "target_label", "target_label",
          "targetLabel", "target_label",
          "regex", "regex",
          "modulus", "modulus",
          "replacement", "replacement",
          "action", "action");

  private final List<Relabeling> lists;
  private final List<Problem> problems;

  private RelabelConfigs(List<Relabeling> lists, List<Problem> problems) {
    this.lists = List.copyOf(lists);
    this.problems = List.copyOf(problems);
  }

  /** Reads all lists of rules in a text, which may hold several YAML documents. */
  public static RelabelConfigs read(SourceText source) {
    Reading reading = new Reading(source);
    for (DocParse parse : DocReader.yamlAll(source)) {
      reading.problems.addAll(parse.problems());
      parse.root().ifPresent(root -> reading.document(root));
    }
    return new RelabelConfigs(reading.lists, reading.problems);
  }

  /**
   * The lists, each named after where it stands, such as {@code
   * scrape_configs[app].relabel_configs}.
   */
  public List<Relabeling> lists() {
    return lists;
  }

  /** What is wrong with the text and with the types of the rules' fields. */
  public List<Problem> problems() {
    return problems;
  }

  private static final class Reading {
    private final SourceText source;
    private final List<Relabeling> lists = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Reading(SourceText source) {
      this.source = source;
    }

    void document(Doc root) {
      if (root.isArray()) {
        list("rules", root);
      } else if (root.get("action").isPresent() || root.get("source_labels").isPresent()) {
        list("rule", Doc.array(List.of(root)));
      } else {
        search("", root);
      }
    }

    private void search(String path, Doc doc) {
      for (Doc.Member member : doc.members()) {
        String name = path.isEmpty() ? member.key() : path + "." + member.key();
        if (LISTS.contains(member.key()) && member.value().isArray()) {
          list(name, member.value());
        } else {
          search(name, member.value());
        }
      }
      List<Doc> items = doc.items();
      for (int i = 0; i < items.size(); i++) {
        search(path + "[" + nameOf(items.get(i), i) + "]", items.get(i));
      }
    }

    /** How people call an item of a list: its job, name, port or address, else its number. */
    private static String nameOf(Doc item, int index) {
      for (String key : List.of("job_name", "name", "port", "url")) {
        if (item.get(key).flatMap(Doc::asString).isPresent()) {
          return item.get(key).flatMap(Doc::asString).orElse("");
        }
      }
      return String.valueOf(index);
    }

    private void list(String name, Doc items) {
      List<RelabelRule> rules = new ArrayList<>();
      for (Doc item : items.items()) {
        if (item.isObject()) {
          RelabelRule.Builder rule = fields(item);
          rules.add(rule.location(source.location(item.span())).build());
        } else {
          problems.add(new Problem(item.span(), "a relabel rule is an object, not " + item.kind()));
        }
      }
      lists.add(Relabeling.of(rules, RelabelDialect.PROMETHEUS_UTF8, name));
    }

    private RelabelRule.Builder fields(Doc doc) {
      RelabelRule.Builder rule = RelabelRule.builder();
      for (Doc.Member member : doc.members()) {
        String field = FIELDS.get(member.key());
        if (field == null) {
          problems.add(
              new Problem(member.keySpan(), "a relabel rule has no field " + member.key()));
        } else if (!member.value().isNull()) {
          field(rule, field, member);
        }
      }
      return rule;
    }

    private void field(RelabelRule.Builder rule, String field, Doc.Member member) {
      Doc value = member.value();
      if (field.equals("source_labels")) {
        if (value.isArray()) {
          rule.sourceLabels(value.items().stream().map(item -> item.asText().orElse("")).toList());
        } else {
          wrong(member.key(), "a list of label names", value);
        }
        return;
      }
      String text = value.asText().orElse(null);
      if (text == null) {
        wrong(member.key(), "a string", value);
        return;
      }
      switch (field) {
        // Prometheus reads it in any case, and the operator's enumeration has Replace beside
        // replace
        case "action" -> rule.action(text.toLowerCase(Locale.ROOT));
        case "regex" -> rule.regex(text);
        case "separator" -> rule.separator(text);
        case "target_label" -> rule.targetLabel(text);
        case "replacement" -> rule.replacement(text);
        default -> modulus(rule, text, value.span());
      }
    }

    private void modulus(RelabelRule.Builder rule, String text, Span place) {
      try {
        rule.modulus(Long.parseUnsignedLong(text));
      } catch (NumberFormatException notANumber) {
        problems.add(new Problem(place, "modulus is a number that is not negative"));
      }
    }

    private void wrong(String key, String expected, Doc value) {
      problems.add(new Problem(value.span(), key + " is " + expected + ", not " + value.kind()));
    }
  }
}
