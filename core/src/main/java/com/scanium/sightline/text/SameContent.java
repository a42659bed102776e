package com.scanium.sightline.text;

import java.util.List;

/** Compares trees without their places. */
final class SameContent {
  private SameContent() {}

  static boolean test(Doc left, Doc right) {
    if (left == right) {
      return true;
    }
    if (left.kind() != right.kind() || !left.asText().equals(right.asText())) {
      return false;
    }
    List<Doc.Member> members = left.members();
    List<Doc.Member> otherMembers = right.members();
    List<Doc> children = left.children();
    List<Doc> otherChildren = right.children();
    if (children.size() != otherChildren.size()) {
      return false;
    }
    for (int i = 0; i < members.size(); i++) {
      if (!members.get(i).key().equals(otherMembers.get(i).key())) {
        return false;
      }
    }
    for (int i = 0; i < children.size(); i++) {
      if (!test(children.get(i), otherChildren.get(i))) {
        return false;
      }
    }
    return true;
  }
}
