package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file below {@code provisioning/}. Immutable. */
public final class ProvisioningFile {
  private static final Set<String> SECTIONS =
      Set.of(
          "datasources",
          "deleteDatasources",
          "providers",
          "groups",
          "deleteRules",
          "contactPoints",
          "deleteContactPoints",
          "policies",
          "resetPolicies",
          "templates",
          "deleteTemplates",
          "muteTimes",
          "deleteMuteTimes",
          "apps",
          "notifiers",
          "delete_notifiers");

  private final DocParse parse;

  private ProvisioningFile(DocParse parse) {
    this.parse = parse;
  }

  /** Reads a YAML or JSON text; never throws for bad content. */
  public static ProvisioningFile read(SourceText source) {
    return new ProvisioningFile(DocReader.read(source));
  }

  /** The text. */
  public SourceText source() {
    return parse.source();
  }

  /** The content; empty after a syntax error and when the file says nothing. */
  public Optional<Doc> root() {
    return parse.root();
  }

  /** What is wrong with the text. */
  public List<Problem> problems() {
    return parse.problems();
  }

  /** The items of a section, such as {@code datasources}. */
  public List<Doc> section(String name) {
    return root().flatMap(it -> it.get(name)).map(Doc::items).orElse(List.of());
  }

  /** Whether it has at least one section that Grafana provisions. */
  public boolean isProvisioning() {
    return root().stream()
        .flatMap(it -> it.members().stream())
        .anyMatch(member -> SECTIONS.contains(member.key()));
  }

  @Override
  public String toString() {
    return source().toString();
  }
}
