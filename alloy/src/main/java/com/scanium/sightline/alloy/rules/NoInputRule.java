package com.scanium.sightline.alloy.rules;

/** Finds components that wait for data which nobody sends. */
final class NoInputRule extends DefectRule {
  NoInputRule() {
    super("alloy/no-input");
  }
}
