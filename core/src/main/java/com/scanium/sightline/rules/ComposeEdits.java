package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.Mount;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Exact changes of Compose files: one more entry in a list that is there. */
final class ComposeEdits {
  private ComposeEdits() {}

  /** A fix that adds a mount; in words where the service has no list of mounts to add it to. */
  static Fix mounted(ContainerService service, String mount, String summary) {
    return service.mounts().stream()
        .map(Mount::location)
        .flatMap(at -> before(at, mount).stream())
        .findFirst()
        .map(edit -> Fix.editing(summary, List.of(edit)))
        .orElseGet(() -> Fix.of(summary));
  }

  /**
   * Puts an entry before one that is there, in the notation of that one.
   *
   * @param at the place of an entry, or of its text within quotes
   * @param entry the new one, which no quotes can change
   */
  private static Optional<Edit> before(SourceLocation at, String entry) {
    String line = at.lineText().orElse("");
    int column = at.column().orElse(0) - 1;
    if (column < 0 || column > line.length() || at.line().isEmpty()) {
      return Optional.empty();
    }
    String head = line.substring(0, column).replaceFirst("[\"']$", "");
    int number = at.line().getAsInt();
    if (head.matches("\\s*-\\s+")) {
      SourceLocation start = at.toBuilder().start(number, 1).end(number, 1).build();
      return Optional.of(new Edit(start, "", head + entry + "\n"));
    }
    if (head.stripTrailing().endsWith("[")) {
      int bracket = head.stripTrailing().length() + 1;
      SourceLocation start = at.toBuilder().start(number, bracket).end(number, bracket).build();
      return Optional.of(new Edit(start, "", "\"" + entry + "\", "));
    }
    return Optional.empty();
  }
}
