package com.scanium.sightline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "com.scanium.sightline";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void coreKnowsNoProductsModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".alloy..", ROOT + ".grafana..", ROOT + ".mimir..")
        .because(
            "modules translate their product into core's vocabulary, never the other way round")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("data flows one way: text, models, shapes, verdicts, report")
        .check(CLASSES);
  }

  @Test
  void librariesStayBehindTheirDoors() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..", "io.github.resilience4j..")
        .because("HttpClient and Resilience4j are details of the transport")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .because("Micrometer is optional")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".regex..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.re2j..")
        .because("RE2J is a detail of package regex")
        .check(CLASSES);
  }

  @Test
  void parsersRulesAndValuesDoNotLog() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".live..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.slf4j..")
        .because("they return what they know")
        .check(CLASSES);
  }

  @Test
  void noMonitorIsHeldWhereRequestsAreSent() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of("http", "live")) {
      Path root = Path.of("src", "main", "java", "com", "scanium", "sightline", folder);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          sources.add(file.getFileName() + "\n" + Files.readString(file));
        }
      }
    }
    assertThat(sources)
        .as("a virtual thread that waits in a monitor keeps its carrier")
        .hasSizeGreaterThan(40)
        .noneMatch(source -> Pattern.compile("\\bsynchronized\\b").matcher(source).find());
  }

  @Test
  void namesSayWhatAClassIs() {
    classes()
        .should()
        .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)")
        .because("those endings name no thing of the field")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarkedAndDescribed() throws IOException {
    List<Path> packages;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java", "com"))) {
      packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .sorted()
              .toList();
    }

    assertThat(packages).hasSizeGreaterThan(15);
    for (Path one : packages) {
      assertThat(one.resolve("package-info.java"))
          .content()
          .contains("@NullMarked")
          .containsPattern("(?s)/\\*\\*.{80,}\\*/");
    }
  }
}
