package com.scanium.sightline.alloy.rules;

/** Finds components that Alloy does not have. */
final class UnknownComponentRule extends DefectRule {
  UnknownComponentRule() {
    super("alloy/unknown-component");
  }
}
