package com.scanium.sightline.alloy.rules;

/** Finds what Alloy has only with a flag, such as experimental components. */
final class StabilityRule extends DefectRule {
  StabilityRule() {
    super("alloy/stability");
  }
}
