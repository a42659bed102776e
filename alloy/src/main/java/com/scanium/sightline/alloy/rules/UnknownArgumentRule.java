package com.scanium.sightline.alloy.rules;

/** Finds arguments and blocks that a component does not have. */
final class UnknownArgumentRule extends DefectRule {
  UnknownArgumentRule() {
    super("alloy/unknown-argument");
  }
}
