package com.scanium.sightline.inference;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * A part of a query that gives nothing whatever series its operands have.
 *
 * @param location where the part stands in the file
 * @param reason why it gives nothing
 */
public record PartJudgement(SourceLocation location, Reason reason) {
  /** Checks that both are there. */
  public PartJudgement {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(reason, "reason");
  }
}
