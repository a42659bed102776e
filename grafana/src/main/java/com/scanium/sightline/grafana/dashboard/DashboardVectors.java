package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
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
   * "variables"}}; what cannot be read has {@code "ok": false} and an {@code "error"}, and a line
   * without a file gives {@code {"id": null, "ok": false, "error"}}.
   *
   * @param base the folder that the file is relative to
   * @param line one JSON object
   */
  public static String dashboards(Path base, String line) {
    DocParse question = DocReader.json(SourceText.of("line.json", line));
    Optional<String> file = question.root().flatMap(it -> it.get("file")).flatMap(Doc::asString);
    if (file.isEmpty()) {
      String why =
          question.problems().isEmpty()
              ? "no object with a \"file\""
              : question.problems().get(0).message();
      return DocWriter.json(
          Doc.object()
              .with("id", Doc.nothing())
              .with("ok", Doc.bool(false))
              .with("error", Doc.string(why)));
    }
    Doc answer = Doc.object().with("file", Doc.string(file.get()));
    try {
      Path path = base.resolve(file.get());
      return DocWriter.json(read(answer, SourceText.load(path, base)));
    } catch (IOException | InvalidPathException e) {
      return DocWriter.json(refused(answer, "the file cannot be read: " + e.getMessage()));
    }
  }

  private static Doc read(Doc answer, SourceText text) {
    DashboardParse parse = DashboardReader.read(text);
    if (parse.dashboard().isEmpty()) {
      return refused(
          answer,
          parse.problems().isEmpty() ? "not a dashboard" : parse.problems().get(0).message());
    }
    Dashboard dashboard = parse.dashboard().get();
    String written = DocWriter.json(dashboard.file());
    boolean lossless =
        DocReader.json(SourceText.of("again.json", written))
            .root()
            .filter(it -> it.sameAs(dashboard.file()))
            .isPresent();
    long targets = dashboard.panels().stream().mapToLong(it -> it.targets().size()).sum();
    return answer
        .with("ok", Doc.bool(true))
        .with("lossless", Doc.bool(lossless))
        .with("panels", Doc.number(dashboard.panels().size()))
        .with("targets", Doc.number(targets))
        .with("variables", Doc.number(dashboard.variables().size()));
  }

  private static Doc refused(Doc answer, String why) {
    return answer
        .with("ok", Doc.bool(false))
        .with("lossless", Doc.bool(false))
        .with("panels", Doc.number(0))
        .with("targets", Doc.number(0))
        .with("variables", Doc.number(0))
        .with("error", Doc.string(why));
  }
}
