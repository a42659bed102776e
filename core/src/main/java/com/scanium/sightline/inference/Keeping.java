package com.scanium.sightline.inference;

import com.scanium.sightline.port.AnnotationQuery;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of judgements what is kept when their file is let go: who asked whom, and what came of it;
 * where something is wrong, all of it with the text of the file, but never the tree. What many
 * queries share is kept once.
 */
final class Keeping {
  private static final EmbeddedText GONE =
      new EmbeddedText("", SourceText.of("query", ""), OffsetMap.shifted(0));
  private static final List<QueryVariant> GONE_TOO = List.of(QueryVariant.asWritten(""));

  private final Map<Object, Object> shared = new HashMap<>();

  /** The judgement without the texts and places of its query. */
  Judgement keep(Judgement judgement) {
    if (isTelling(judgement)) {
      return judgement; // its fix is written into the text
    }
    return judgement.kept(
        consumer(judgement.consumer()),
        share(judgement.paths()),
        share(judgement.reasons()),
        share(judgement.remarks()),
        judgement.notChecked().map(this::share).orElse(null));
  }

  private static boolean isTelling(Judgement judgement) {
    return !judgement.parts().isEmpty()
        || !judgement.flaws().isEmpty()
        || judgement.selectors().stream()
            .anyMatch(one -> !one.reasons().isEmpty() || !one.suspicions().isEmpty());
  }

  private QueryConsumer consumer(QueryConsumer consumer) {
    Question full = consumer.question();
    Question question = share(new Question(full.language(), full.datasource(), GONE, GONE_TOO));
    if (consumer instanceof PanelQuery panel) {
      PanelQuery.Builder kept =
          PanelQuery.of(panel.ref(), question)
              .instant(panel.isInstant())
              .hidden(panel.isHidden())
              .repeated(panel.isRepeated());
      panel.inheritsFrom().ifPresent(kept::inheritsFrom);
      panel.notChecked().map(this::share).ifPresent(kept::notChecked);
      return kept.build();
    }
    if (consumer instanceof VariableQuery variable) {
      return new VariableQuery(variable.ref(), question, variable.label());
    }
    if (consumer instanceof AnnotationQuery annotation) {
      return new AnnotationQuery(annotation.ref(), question);
    }
    return consumer;
  }

  @SuppressWarnings("unchecked") // a value is only ever stored under itself
  private <T> T share(T value) {
    Object known = shared.putIfAbsent(value, value);
    return known == null ? value : (T) known;
  }
}
