package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query behind a dashboard's variable, reduced to the series that its values come from.
 *
 * @param ref the variable
 * @param question the series selector or expression; {@code label_values(up, job)} asks {@code up}
 * @param label the label whose values become the options; null when the result itself does
 */
public record VariableQuery(ConsumerRef ref, Question question, @Nullable String label)
    implements QueryConsumer {
  /** Refuses absent parts. */
  public VariableQuery {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(question, "question");
  }

  /** The label whose values become the options; empty when the result itself does. */
  public Optional<String> labelName() {
    return Optional.ofNullable(label);
  }
}
