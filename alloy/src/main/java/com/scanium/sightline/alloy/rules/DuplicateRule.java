package com.scanium.sightline.alloy.rules;

/** Finds blocks and arguments that are there twice and may be there once. */
final class DuplicateRule extends DefectRule {
  DuplicateRule() {
    super("alloy/duplicate");
  }
}
