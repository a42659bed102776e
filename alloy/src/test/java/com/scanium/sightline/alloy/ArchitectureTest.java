package com.scanium.sightline.alloy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "com.scanium.sightline.alloy";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void alloyKnowsCoreAndNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.scanium.sightline.grafana..", "com.scanium.sightline.mimir..")
        .because("only core's vocabulary leads from one product to another")
        .check(CLASSES);
  }

  @Test
  void theLanguageKnowsNothingOfComponents() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".syntax..", ROOT + ".eval..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".check..",
            ROOT + ".component..",
            ROOT + ".collector..",
            ROOT + ".graph..",
            ROOT + ".rules..")
        .because("the language can be read without knowing what it configures")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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
              .toList();
    }
    assertThat(packages).hasSize(9);
    for (Path folder : packages) {
      assertThat(folder.resolve("package-info.java")).content().contains("@NullMarked", "/**");
    }
  }
}
