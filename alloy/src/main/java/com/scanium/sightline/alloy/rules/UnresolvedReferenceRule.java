package com.scanium.sightline.alloy.rules;

/** Finds references to blocks and exports that are not there. */
final class UnresolvedReferenceRule extends DefectRule {
  UnresolvedReferenceRule() {
    super("alloy/unresolved-reference");
  }
}
