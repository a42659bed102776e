package com.scanium.sightline.alloy.rules;

/** Finds custom components that hide a function. */
final class NameClashRule extends DefectRule {
  NameClashRule() {
    super("alloy/name-clash");
  }
}
