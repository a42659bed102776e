package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.pipeline.Policy;
import java.util.function.Consumer;

/**
 * One check of one kind of subject.
 *
 * <p>Stateless and safe for use by several threads; does no I/O of its own (a live rule judges the
 * evidence that {@link RuleContext#live()} gathered). Rules run in no promised order. What a rule
 * needs and does not have, it says as not checked; it never guesses.
 *
 * @param <S> the type of the subjects
 */
public interface Rule<S> {
  /** The id, {@code layer/what} in kebab case, unique among all rules on the path. */
  String id();

  /**
   * From which profile on the rule runs: rules about what can empty or falsify a panel always do,
   * conventions of well-kept dashboards only where a team asks for them.
   */
  default Policy.Profile profile() {
    return Policy.Profile.CORRECTNESS;
  }

  /** The type of the subjects; every part of the pipeline that is an instance of it is shown. */
  Class<S> subject();

  /**
   * Looks at one subject.
   *
   * @param subject what to look at
   * @param facts what is known of the whole pipeline
   * @param out takes what is wrong; nothing when all is well
   */
  void check(S subject, RuleContext facts, Consumer<Finding> out);
}
