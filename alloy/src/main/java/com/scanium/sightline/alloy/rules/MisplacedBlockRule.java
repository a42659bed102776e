package com.scanium.sightline.alloy.rules;

/** Finds blocks and arguments where Alloy does not allow them. */
final class MisplacedBlockRule extends DefectRule {
  MisplacedBlockRule() {
    super("alloy/misplaced-block");
  }
}
