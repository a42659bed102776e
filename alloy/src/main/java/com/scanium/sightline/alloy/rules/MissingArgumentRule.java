package com.scanium.sightline.alloy.rules;

/** Finds blocks without an argument or block that Alloy requires. */
final class MissingArgumentRule extends DefectRule {
  MissingArgumentRule() {
    super("alloy/missing-argument");
  }
}
