package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.Expansion;
import com.scanium.sightline.grafana.provisioning.ProvisioningFile;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds {@code ${NAME:-default}} in provisioning files: Grafana expands {@code ${NAME}} only, takes
 * all between the braces as the name, and inserts nothing.
 */
final class ProvisioningInterpolationRule implements Rule<ProvisioningFile> {
  @Override
  public String id() {
    return "grafana/provisioning-interpolation";
  }

  @Override
  public Class<ProvisioningFile> subject() {
    return ProvisioningFile.class;
  }

  /** A reference with a default, where it stands, and whether it leaves an address empty. */
  private record Use(String written, String name, SourceLocation place, boolean emptiesAddress) {}

  @Override
  public void check(ProvisioningFile file, RuleContext facts, Consumer<Finding> out) {
    if (!file.isProvisioning()) {
      return;
    }
    List<Use> uses = new ArrayList<>();
    Deque<Doc> left = new ArrayDeque<>();
    file.root().ifPresent(left::add);
    while (!left.isEmpty()) {
      Doc doc = left.removeFirst();
      left.addAll(doc.children());
      doc.members().forEach(member -> collect(file, member.value(), member.key(), uses));
      doc.items().forEach(item -> collect(file, item, "", uses));
    }
    if (!uses.isEmpty()) {
      uses.sort(Comparator.comparing(Use::place));
      out.accept(finding(uses));
    }
  }

  private static void collect(ProvisioningFile file, Doc value, String key, List<Use> into) {
    if (!(value instanceof Doc.Str text)) {
      return;
    }
    Expansion expansion = Expansion.of(text.value());
    boolean empty = expansion.isKnown() && expansion.text().isEmpty();
    for (Expansion.Reference reference : expansion.references()) {
      if (reference.isNeverSet() && reference.name().contains(":")) {
        into.add(
            new Use(
                text.value().substring(reference.span().start(), reference.span().end()),
                reference.name(),
                file.source()
                    .location(DocReader.offsets(file.source(), text).toOriginal(reference.span())),
                empty && key.equals("url")));
      }
    }
  }

  private Finding finding(List<Use> uses) {
    boolean isError = uses.stream().anyMatch(Use::emptiesAddress);
    Use first = uses.get(0);
    Finding.Builder finding =
        Finding.of(id(), isError ? Severity.ERROR : Severity.WARNING)
            .message("Grafana knows no defaults in \"" + first.written() + "\", inserts nothing")
            .at(first.place())
            .anchor(first.written())
            .evidence("the name that it looks up is \"" + first.name() + "\"")
            .fix(Fix.of("write ${NAME} and set the variable, or write the value itself"));
    if (isError) {
      finding.evidence("an address stays empty, and Grafana refuses the file");
    }
    List<String> others =
        uses.stream().skip(1).map(it -> Integer.toString(it.place().line().orElse(0))).toList();
    if (!others.isEmpty()) {
      finding.evidence("also at line " + String.join(", ", others));
    }
    return finding.build();
  }
}
