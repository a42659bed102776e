package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a service of the files against its container as it was seen. */
final class Observation {
  private final ContainerService written;
  private final ContainerService seen;
  private final List<Difference> differences = new ArrayList<>();

  Observation(ContainerService written, ContainerService seen) {
    this.written = written;
    this.seen = seen;
  }

  /** What is otherwise, in the order networks, image, command, environment, mounts. */
  List<Difference> differences() {
    networks();
    image();
    command();
    environment();
    mounts();
    return List.copyOf(differences);
  }

  private void networks() {
    boolean isSeen = !seen.networks().isEmpty() || seen.networkMode().isPresent();
    boolean isWritten =
        written.networks().stream().allMatch(network -> network.network().isKnown())
            && written.networkMode().isEmpty();
    if (!isSeen || !isWritten || seen.networkMode().isPresent()) {
      return;
    }
    Set<String> says = names(written);
    Set<String> runs = names(seen);
    if (!says.equals(runs)) {
      SourceLocation location =
          written.networks().stream()
              .map(network -> network.network().location())
              .findFirst()
              .orElse(written.location());
      add("networks", String.join(", ", says), String.join(", ", runs), location, seen.location());
    }
  }

  private static Set<String> names(ContainerService service) {
    Set<String> names = new TreeSet<>();
    service.networks().forEach(network -> names.add(network.network().text()));
    return names;
  }

  private void image() {
    Optional<LocatedText> says = written.image().filter(LocatedText::isKnown);
    Optional<LocatedText> runs = seen.image();
    if (says.isPresent() && runs.isPresent()) {
      ImageName one = ImageName.of(says.get().text());
      ImageName other = ImageName.of(runs.get().text());
      boolean isId = other.repository().startsWith("sha256");
      boolean same =
          one.tag().orElse("latest").equals(other.tag().orElse("latest"))
              && (one.isOf(other.repository()) || other.isOf(one.repository()));
      if (!isId && !same) {
        add(
            "image",
            says.get().text(),
            runs.get().text(),
            says.get().location(),
            runs.get().location());
      }
    }
  }

  private void command() {
    List<LocatedText> says = written.command();
    List<LocatedText> runs = seen.command();
    boolean isKnown = says.stream().allMatch(LocatedText::isKnown);
    if (!says.isEmpty() && !runs.isEmpty() && isKnown && !words(says).equals(words(runs))) {
      add(
          "command",
          String.join(" ", words(says)),
          String.join(" ", words(runs)),
          says.get(0).location(),
          runs.get(0).location());
    }
  }

  private static List<String> words(List<LocatedText> texts) {
    return texts.stream().map(LocatedText::text).toList();
  }

  /** Names only: a value may be a password. */
  private void environment() {
    if (seen.environment().isEmpty()) {
      return;
    }
    for (Map.Entry<String, LocatedText> variable : written.environment().entrySet()) {
      LocatedText says = variable.getValue();
      Optional<LocatedText> runs = seen.environment(variable.getKey());
      if (says.isKnown() && runs.filter(it -> it.text().equals(says.text())).isEmpty()) {
        add(
            "environment",
            variable.getKey() + " is set",
            runs.isPresent()
                ? variable.getKey() + " has another value"
                : variable.getKey() + " is not set",
            says.location(),
            runs.map(LocatedText::location).orElse(seen.location()));
      }
    }
  }

  private void mounts() {
    if (seen.mounts().isEmpty()) {
      return;
    }
    Set<String> targets = new LinkedHashSet<>();
    seen.mounts().forEach(mount -> targets.add(mount.target()));
    for (Mount mount : written.mounts()) {
      boolean isPlain = mount.kind() == Mount.Kind.BIND || mount.kind() == Mount.Kind.VOLUME;
      if (isPlain && !mount.target().contains("$") && !targets.contains(mount.target())) {
        add(
            "mounts",
            "something is mounted at " + mount.target(),
            "nothing is mounted there",
            mount.location(),
            seen.location());
      }
    }
  }

  private void add(
      String what, String says, String runs, SourceLocation location, SourceLocation seenAt) {
    differences.add(new Difference(written, what, says, runs, location, seenAt));
  }
}
