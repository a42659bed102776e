package com.scanium.sightline.pipeline;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finding that the team knows of and does not want to hear about.
 *
 * @param rule the rule's id
 * @param dashboard the dashboard's uid or file that it is ignored for; null for all
 * @param panel the panel's id that it is ignored for; null for all
 * @param reason why, for those who read the file later
 */
public record Ignore(String rule, @Nullable String dashboard, @Nullable Long panel, String reason) {
  /** Refuses absent parts. */
  public Ignore {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
  }

  /** Whether it speaks of the rule of this finding, for all places. */
  public boolean coversAll(Finding finding) {
    return rule.equals(finding.rule()) && dashboard == null && panel == null;
  }

  /** Whether it speaks of the rule of this finding for one consumer. */
  public boolean covers(Finding finding, ConsumerRef consumer) {
    boolean sameDashboard =
        dashboard == null || Optional.of(dashboard).equals(consumer.dashboard());
    boolean samePanel =
        panel == null || (consumer.panel().isPresent() && consumer.panel().getAsLong() == panel);
    return rule.equals(finding.rule()) && sameDashboard && samePanel;
  }
}
