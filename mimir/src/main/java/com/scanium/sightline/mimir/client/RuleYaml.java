package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.AlertmanagerConfig;
import com.scanium.sightline.mimir.model.RuleGroupConfig;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rule groups and Alertmanager configurations as servers spell them: YAML, of which JSON is a part.
 */
final class RuleYaml {
  private static final Set<String> OF_GROUP = Set.of("name", "rules");
  private static final Set<String> OF_RULE =
      Set.of("record", "alert", "expr", "labels", "annotations");

  private RuleYaml() {}

  /** Groups by namespace. */
  static Map<String, List<RuleGroupConfig>> namespaces(String yaml) throws IOException {
    Map<String, List<RuleGroupConfig>> all = new TreeMap<>();
    Doc root = parsed(yaml);
    if (root.isNull()) {
      return all;
    }
    if (!root.isObject()) {
      throw new UnexpectedAnswer("expected groups by namespace");
    }
    for (Doc.Member namespace : root.members()) {
      List<RuleGroupConfig> groups = new ArrayList<>();
      for (Doc group : namespace.value().items()) {
        groups.add(group(group));
      }
      all.put(namespace.key(), List.copyOf(groups));
    }
    return all;
  }

  /** One group. */
  static RuleGroupConfig group(String yaml) throws IOException {
    return group(parsed(yaml));
  }

  private static Doc parsed(String yaml) throws IOException {
    DocParse parse = DocReader.yaml(SourceText.of("answer.yaml", yaml));
    if (!parse.problems().isEmpty()) {
      throw new UnexpectedAnswer("broken YAML: " + parse.problems().get(0).message());
    }
    return parse.root().orElse(Doc.nothing());
  }

  private static RuleGroupConfig group(Doc group) throws IOException {
    String name = text(group, "name");
    if (name.isEmpty()) {
      throw new UnexpectedAnswer("a rule group without a name");
    }
    List<RuleGroupConfig.Rule> rules = new ArrayList<>();
    for (Doc rule : group.get("rules").map(Doc::items).orElse(List.of())) {
      rules.add(rule(rule));
    }
    return RuleGroupConfig.of(name, settings(group, OF_GROUP), rules);
  }

  private static RuleGroupConfig.Rule rule(Doc rule) throws IOException {
    String expr = text(rule, "expr");
    String record = text(rule, "record");
    String alert = text(rule, "alert");
    if (record.isEmpty() == alert.isEmpty()) {
      throw new UnexpectedAnswer("a rule that neither records nor alerts");
    }
    return record.isEmpty()
        ? RuleGroupConfig.Rule.alerting(
            alert, expr, settings(rule, OF_RULE), texts(rule, "labels"), texts(rule, "annotations"))
        : RuleGroupConfig.Rule.recording(record, expr, texts(rule, "labels"));
  }

  private static Map<String, Doc> settings(Doc node, Set<String> modelled) {
    Map<String, Doc> settings = new TreeMap<>();
    for (Doc.Member member : node.members()) {
      if (!modelled.contains(member.key())) {
        settings.put(member.key(), member.value());
      }
    }
    return settings;
  }

  private static String text(Doc node, String key) {
    return node.get(key).flatMap(Doc::asText).orElse("");
  }

  private static Map<String, String> texts(Doc node, String key) {
    Map<String, String> texts = new TreeMap<>();
    for (Doc.Member member : node.get(key).map(Doc::members).orElse(List.of())) {
      member.value().asText().ifPresent(text -> texts.put(member.key(), text));
    }
    return texts;
  }

  /** A group as a server reads it. */
  static String written(RuleGroupConfig group) {
    Map<String, Doc> out = new LinkedHashMap<>();
    out.put("name", Doc.string(group.name()));
    out.putAll(new TreeMap<>(group.settings()));
    List<Doc> rules = new ArrayList<>();
    for (RuleGroupConfig.Rule rule : group.rules()) {
      Map<String, Doc> one = new LinkedHashMap<>();
      one.put(
          rule.type() == RuleState.Type.RECORDING ? "record" : "alert", Doc.string(rule.name()));
      one.put("expr", Doc.string(rule.expr()));
      one.putAll(new TreeMap<>(rule.settings()));
      putTexts(one, "labels", rule.labels());
      putTexts(one, "annotations", rule.annotations());
      rules.add(Doc.object(one));
    }
    out.put("rules", Doc.array(rules));
    return DocWriter.prettyJson(Doc.object(out));
  }

  private static void putTexts(Map<String, Doc> into, String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      Map<String, Doc> members = new LinkedHashMap<>();
      new TreeMap<>(texts).forEach((name, text) -> members.put(name, Doc.string(text)));
      into.put(key, Doc.object(members));
    }
  }

  /** A configuration of the Alertmanager in Mimir's wrapping. */
  static AlertmanagerConfig alertmanager(String yaml) throws IOException {
    Doc root = parsed(yaml);
    if (root.get("alertmanager_config").isEmpty()) {
      throw new UnexpectedAnswer("no alertmanager_config");
    }
    return AlertmanagerConfig.of(text(root, "alertmanager_config"), texts(root, "template_files"));
  }

  static String written(AlertmanagerConfig config) {
    Map<String, Doc> out = new LinkedHashMap<>();
    putTexts(out, "template_files", config.templates());
    out.put("alertmanager_config", Doc.string(config.yaml()));
    return DocWriter.prettyJson(Doc.object(out));
  }
}
