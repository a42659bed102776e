package com.scanium.sightline.alloy.rules;

/** Finds components that forward one signal to a receiver of another. */
final class ReceiverTypeRule extends DefectRule {
  ReceiverTypeRule() {
    super("alloy/receiver-type");
  }
}
