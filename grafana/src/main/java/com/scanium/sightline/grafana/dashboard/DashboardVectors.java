package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads collected dashboards and counts what is in them: the door behind {@code vectors}. */
public final class DashboardVectors {
  private DashboardVectors() {}

  /**
   * Answers a line {@code {"file": …}} with {@code {"file", "ok", "lossless", "panels", "targets",
   * "variables"}}.
   *
   * @param base the folder that the file is relative to
   * @param line one JSON object
   */
  public static String dashboards(Path base, String line) {
    Optional<Doc> root = DocReader.json(SourceText.of("line.json", line)).root();
    String file = root.flatMap(it -> it.get("file")).flatMap(Doc::asString).orElse("");
    Doc answer = Doc.object().with("file", Doc.string(file));
    try {
      return DocWriter.json(read(answer, SourceText.load(base.resolve(file), base)));
    } catch (IOException | InvalidPathException e) {
      return DocWriter.json(
          answer
              .with("ok", Doc.bool(false))
              .with("error", Doc.string("the file cannot be read: " + e.getMessage())));
    }
  }

  private static Doc read(Doc answer, SourceText text) {
    Optional<Dashboard> dashboard = DashboardReader.read(text).dashboard();
    if (dashboard.isEmpty()) {
      return answer.with("ok", Doc.bool(false));
    }
    String written = DocWriter.json(dashboard.get().file());
    boolean lossless =
        DocReader.json(SourceText.of("again.json", written))
            .root()
            .filter(it -> it.sameAs(dashboard.get().file()))
            .isPresent();
    long targets = dashboard.get().panels().stream().mapToLong(it -> it.targets().size()).sum();
    return answer
        .with("ok", Doc.bool(true))
        .with("lossless", Doc.bool(lossless))
        .with("panels", Doc.number(dashboard.get().panels().size()))
        .with("targets", Doc.number(targets))
        .with("variables", Doc.number(dashboard.get().variables().size()));
  }
}
