package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.dashboard.DashboardParse;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** Remembers of each file that gives no dashboard why not, in one line. */
final class BadFiles {
  private final List<String> lines = new ArrayList<>();

  /** Looks at what came of some files. */
  void see(DashboardSet part) {
    for (DashboardParse file : part.files()) {
      if (file.dashboard().isPresent()) {
        continue;
      }
      SourceLocation whole = file.source().location();
      if (file.problems().isEmpty()) {
        lines.add(whole.file() + ": " + file.notDashboard().orElse("holds no dashboard"));
      } else {
        Problem first = file.problems().get(0);
        lines.add(file.source().location(first.span()) + ": " + first.message());
      }
    }
  }

  /**
   * Says it.
   *
   * @return {@link ExitStatus#NOT_HEALTHY} when a file should have given a dashboard
   */
  int tell(Console console) {
    lines.forEach(console.err()::println);
    return lines.isEmpty() ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }
}
