package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with a given report, and remembers what it was asked. */
final class FakeValidation implements Validation {
  private final Supplier<PipelineReport> report;
  private final List<String> questions = new ArrayList<>();

  private FakeValidation(Supplier<PipelineReport> report) {
    this.report = report;
  }

  static FakeValidation answering(PipelineReport report) {
    return new FakeValidation(() -> report);
  }

  static FakeValidation failing(RuntimeException e) {
    return new FakeValidation(
        () -> {
          throw e;
        });
  }

  List<String> questions() {
    return questions;
  }

  @Override
  public PipelineReport check(@Nullable Path configuration, @Nullable SourceText more, Walk walk) {
    questions.add(walk + " " + configuration + (more == null ? "" : " " + more.text()));
    return report.get();
  }

  @Override
  public List<String> rules() {
    return List.of("alloy/syntax", "promql/syntax");
  }
}
