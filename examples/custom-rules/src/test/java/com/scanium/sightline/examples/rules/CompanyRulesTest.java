package com.scanium.sightline.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.RuleSet;
import com.scanium.sightline.validation.RuleSets;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanyRulesTest {
  private static final String UNOWNED =
      "{\"uid\": \"a\", \"title\": \"Orders\", \"tags\": [\"shop\"], \"panels\": []}";
  private static final String OWNED =
      "{\"uid\": \"b\", \"title\": \"Carts\", \"tags\": [\"team:cart\"], \"panels\": []}";

  @Test
  void theCompanysRulesAreFoundOnTheClassPath() {
    assertThat(RuleSets.onPath()).extracting(RuleSet::layer).contains("company", "grafana");
    assertThat(found(builder()))
        .extracting(Finding::message)
        .containsExactly("dashboard \"Orders\" names no team");
  }

  @Test
  void theyCanBeIgnoredAndWeighedLikeOthers() {
    assertThat(found(builder().ignore(Ignore.of("company/*", "later")))).isEmpty();
    assertThat(
            found(
                builder().severity(SeverityOverride.of("company/*", SeverityOverride.Level.ERROR))))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  /** The library in one process, the rules in a jar that was only put beside it. */
  @Test
  void aForeignJarOnTheClassPathIsFound(@TempDir Path folder) throws Exception {
    Path classes =
        Path.of(CompanyRules.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = Files.isDirectory(classes) ? jar(classes, folder.resolve("company.jar")) : classes;
    List<String> others = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!Path.of(entry).toAbsolutePath().normalize().equals(classes)) {
        others.add(entry);
      }
    }
    Files.writeString(
        Files.createDirectory(folder.resolve("dashboards")).resolve("a.json"), UNOWNED);

    assertThat(run(folder, others)).contains("nothing found").doesNotContain("company/team-tag");
    others.add(jar.toString());
    assertThat(run(folder, others))
        .contains("warning company/team-tag: dashboard \"Orders\" names no team");
  }

  private static String run(Path folder, List<String> classPath) throws Exception {
    Path arguments = folder.resolve("arguments.txt");
    Files.writeString(
        arguments,
        "-cp \"" + String.join(File.pathSeparator, classPath).replace("\\", "\\\\") + "\"");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                ReportOfFolder.class.getName(),
                folder.resolve("dashboards").toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(one).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(one));
        out.closeEntry();
      }
    }
    return jar;
  }

  private static PipelineValidator.Builder builder() {
    return PipelineValidator.builder()
        .dashboards(
            DashboardSet.of(
                Arrays.asList(SourceText.of("a.json", UNOWNED), SourceText.of("b.json", OWNED))));
  }

  private static List<Finding> found(PipelineValidator.Builder builder) {
    try (PipelineValidator validator = builder.build()) {
      PipelineReport report = validator.validate();
      return report.findings();
    }
  }
}
