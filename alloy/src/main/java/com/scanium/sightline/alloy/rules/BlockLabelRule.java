package com.scanium.sightline.alloy.rules;

/** Finds blocks without the label that they need, or with one that they may not have. */
final class BlockLabelRule extends DefectRule {
  BlockLabelRule() {
    super("alloy/block-label");
  }
}
