package com.scanium.sightline.alloy.check;

import com.scanium.sightline.finding.Fix;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Makes one defect of those that one body or one cycle has, so that a mistake is told once. */
public final class Folding {
  private static final String UNKNOWN = "alloy/unknown-argument";
  private static final String MISSING = "alloy/missing-argument";

  private Folding() {}

  /** The defects with those of one body folded under the first, otherwise in the same order. */
  public static List<Defect> of(List<Defect> defects) {
    IdentityHashMap<Object, List<Integer>> byOwner = new IdentityHashMap<>();
    for (int i = 0; i < defects.size(); i++) {
      int at = i;
      defects
          .get(i)
          .owner()
          .ifPresent(owner -> byOwner.computeIfAbsent(owner, any -> new ArrayList<>()).add(at));
    }
    List<Defect> folded = new ArrayList<>();
    boolean[] isTaken = new boolean[defects.size()];
    for (int i = 0; i < defects.size(); i++) {
      if (isTaken[i]) {
        continue;
      }
      Defect first = defects.get(i);
      List<Defect> same = new ArrayList<>();
      if (isFoldable(first)) {
        for (int j : first.owner().map(byOwner::get).orElse(List.of())) {
          Defect other = defects.get(j);
          if (j > i && !isTaken[j] && joins(first, other)) {
            isTaken[j] = true;
            same.add(other);
          }
        }
      }
      folded.add(same.isEmpty() ? first : joined(first, same));
    }
    return List.copyOf(folded);
  }

  private static boolean isFoldable(Defect defect) {
    return defect.rule().equals(UNKNOWN)
        || defect.rule().equals(MISSING)
        || defect.rule().equals("alloy/cycle")
        || defect.rule().equals("alloy/duplicate");
  }

  private static boolean joins(Defect first, Defect other) {
    return (first.rule().equals(other.rule())
            && (!first.rule().equals("alloy/duplicate") || first.part().equals(other.part())))
        || (first.rule().equals(UNKNOWN) && other.rule().equals(MISSING));
  }

  private static Defect joined(Defect first, List<Defect> others) {
    if (first.rule().equals("alloy/cycle") || first.rule().equals("alloy/duplicate")) {
      return first;
    }
    if (first.rule().equals(MISSING)) {
      List<String> names = new ArrayList<>(List.of(first.part()));
      others.forEach(other -> names.add(other.part()));
      String quoted = names.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(", "));
      return first.retold(
          first.subject() + " lacks the required " + quoted, List.of(), Fix.of("set " + quoted));
    }
    List<String> evidence = new ArrayList<>();
    int more = 0;
    List<String> told = new ArrayList<>(List.of(first.part()));
    for (Defect other : others) {
      if (other.rule().equals(MISSING)) {
        evidence.add("required argument \"" + other.part() + "\" is not set");
      } else if (!told.contains(other.part())) {
        told.add(other.part());
        more++;
        evidence.addAll(other.evidence());
      }
    }
    String message = first.message() + (more > 0 ? " (and " + more + " more)" : "");
    return first.retold(message, evidence, first.fix().orElse(null));
  }
}
