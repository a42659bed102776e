package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code log_statements} of {@code otelcol.processor.transform}: which attributes of records
 * they set or remove. Of resource attributes only the hint for Loki is followed.
 */
final class RecordStatements {
  private static final Pattern SET =
      Pattern.compile(
          "set\\(\\s*(?<of>resource\\.|log\\.)?attributes\\[\"(?<key>[^\"\\\\]+)\"]\\s*,\\s*"
              + "(?:\"(?<text>[^\"\\\\]*)\"\\s*\\)(?<rest>.*)|.*)",
          Pattern.DOTALL);

  private static final Pattern DELETE =
      Pattern.compile(
          "delete_key\\(\\s*(?<of>resource\\.|log\\.)?attributes\\s*,\\s*\"(?<key>[^\"\\\\]+)\"\\s*\\)");

  private final Component component;
  private final List<Stage> stages = new ArrayList<>();

  private RecordStatements(Component component) {
    this.component = component;
  }

  static List<Stage> of(Component component) {
    RecordStatements reading = new RecordStatements(component);
    Section section = component.section();
    for (Section block : section.all("log_statements")) {
      String context = Settings.text(block, "context", "log").value().orElse("");
      reading.all(block.get("statements"), context);
    }
    // the flat form: a list of statements, whose paths say their context
    section.get("log_statements").ifPresent(flat -> reading.all(Optional.of(flat), "log"));
    return reading.stages;
  }

  private void all(Optional<Value> written, String context) {
    if (written.isPresent() && !(written.get() instanceof Value.Array)) {
      stages.add(open());
      return;
    }
    if (written.isPresent() && written.get() instanceof Value.Array array) {
      for (Value element : array.elements()) {
        element
            .asText()
            .ifPresentOrElse(text -> one(text.strip(), context), () -> stages.add(open()));
      }
    }
  }

  private void one(String statement, String context) {
    Matcher set = SET.matcher(statement);
    Matcher delete = DELETE.matcher(statement);
    if (set.matches()) {
      boolean isPlain = set.group("text") != null && set.group("rest").isBlank();
      change(
          statement,
          label(set, context),
          isPlain ? LabelDomain.value(set.group("text")) : LabelDomain.unknown());
    } else if (delete.matches()) {
      change(statement, label(delete, context), LabelDomain.absent());
    } else if (statement.contains("attributes")) {
      stages.add(open()); // functions that change several attributes at once
    }
  }

  /** What the attribute is called in a shape; empty for those of resources that don't matter. */
  private static Optional<String> label(Matcher statement, String context) {
    String key = SpanMetrics.sanitized(statement.group("key"));
    boolean isResource =
        "resource.".equals(statement.group("of"))
            || (context.equals("resource") && statement.group("of") == null);
    if (!isResource) {
      return context.equals("scope") ? Optional.empty() : Optional.of(key);
    }
    return key.equals(LokiHints.RESOURCES) ? Optional.of(LokiHints.ON_RESOURCE) : Optional.empty();
  }

  private void change(String statement, Optional<String> label, LabelDomain domain) {
    Provenance from = new Provenance(component.id(), component.location());
    label.ifPresent(
        name ->
            stages.add(
                new ShapeStage(
                    component.id() + " " + statement,
                    component.location(),
                    shape -> List.of(shape.toBuilder().label(name, domain, from).build()))));
  }

  private Stage open() {
    return new OpenStage(component.id(), component.location());
  }
}
