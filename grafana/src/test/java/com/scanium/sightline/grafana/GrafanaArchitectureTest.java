package com.scanium.sightline.grafana;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class GrafanaArchitectureTest {
  private static final String ROOT = "com.scanium.sightline.grafana";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void knowsNeitherCollectorsNorStores() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.scanium.sightline.alloy..", "com.scanium.sightline.mimir..")
        .because("products meet in core's ports only")
        .check(CLASSES);
  }

  @Test
  void readsJsonThroughTheLocatedTreeOnly() {
    noClasses()
        .that()
        // answers of servers that may be larger than the memory are read while they stream in; a
        // tree of them would have to be whole. Nothing but these three reads JSON by itself
        .haveNameNotMatching(
            "com[.]scanium[.]sightline[.]grafana[.]"
                + "(loki[.]ResultReader|client[.](FrameReader|Column))([$].*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "org.snakeyaml..")
        .because("the located tree loses nothing and knows places")
        .check(CLASSES);
  }

  @Test
  void templatesDoNotKnowDashboards() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".template..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".dashboard..", ROOT + ".provisioning..", ROOT + ".rules..")
        .because("the template language stands on its own")
        .check(CLASSES);
  }
}
