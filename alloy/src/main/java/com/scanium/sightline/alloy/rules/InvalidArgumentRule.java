package com.scanium.sightline.alloy.rules;

/** Finds arguments whose value has another type, or cannot be evaluated. */
final class InvalidArgumentRule extends DefectRule {
  InvalidArgumentRule() {
    super("alloy/invalid-argument");
  }
}
