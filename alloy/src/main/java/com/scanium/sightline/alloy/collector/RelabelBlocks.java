package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.RelabelDialect;
import com.scanium.sightline.signal.RelabelRule;
import com.scanium.sightline.signal.Relabeling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Relabel rules as Alloy writes them: {@code rule} and {@code write_relabel_config} blocks. */
final class RelabelBlocks {
  private RelabelBlocks() {}

  /** The rules as stages, one for each block. */
  static List<Stage> stages(String component, List<Section> blocks) {
    List<Stage> stages = new ArrayList<>();
    for (Section block : blocks) {
      String id = component + " " + block.name() + " " + (stages.size() + 1);
      Optional<RelabelRule> rule = rule(block);
      stages.add(
          rule.isPresent()
              ? new RelabelStage(
                  id,
                  block.location(),
                  Relabeling.of(List.of(rule.get()), RelabelDialect.ALLOY, id))
              : new OpenStage(id, block.location()));
    }
    return stages;
  }

  /** All rules together; empty when one of them holds a value that the files don't tell. */
  static Optional<Relabeling> together(String component, List<Section> blocks) {
    List<RelabelRule> rules = new ArrayList<>();
    for (Section block : blocks) {
      Optional<RelabelRule> rule = rule(block);
      if (rule.isEmpty()) {
        return Optional.empty();
      }
      rules.add(rule.get());
    }
    return Optional.of(Relabeling.of(rules, RelabelDialect.ALLOY, component));
  }

  /** The rule; empty when it holds a value that the files do not tell. */
  static Optional<RelabelRule> rule(Section block) {
    RelabelRule.Builder rule = RelabelRule.builder().location(block.location());
    boolean isKnown = true;
    Optional<Value> sources = block.get("source_labels");
    if (sources.isPresent()) {
      Optional<List<String>> names = texts(sources.get());
      names.ifPresent(rule::sourceLabels);
      isKnown = names.isPresent();
    }
    isKnown &= set(block, "action", rule::action);
    isKnown &= set(block, "separator", rule::separator);
    isKnown &= set(block, "regex", rule::regex);
    isKnown &= set(block, "target_label", rule::targetLabel);
    isKnown &= set(block, "replacement", rule::replacement);
    Optional<Value> modulus = block.get("modulus");
    if (modulus.isPresent()) {
      isKnown &= modulus.get() instanceof Value.Numeric;
      rule.modulus(modulus.get() instanceof Value.Numeric number ? number.longValue() : 1);
    }
    return isKnown ? Optional.of(rule.build()) : Optional.empty();
  }

  private static boolean set(Section block, String attribute, Consumer<String> into) {
    Optional<Value> value = block.get(attribute);
    if (value.isEmpty()) {
      return true;
    }
    Optional<String> text = Settings.text(value.get()).value();
    text.ifPresent(into);
    return text.isPresent();
  }

  private static Optional<List<String>> texts(Value value) {
    if (!(value instanceof Value.Array array)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Value element : array.elements()) {
      Optional<String> text = Settings.text(element).value();
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }
}
