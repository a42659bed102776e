package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the dashboards of one text: a JSON value, or the documents of a YAML stream. */
final class DashboardFile {
  private static final Set<String> MANIFESTS = Set.of("ConfigMap", "GrafanaDashboard", "Secret");

  /** How a {@code GrafanaDashboard} says where its JSON is when the manifest doesn't hold it. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "gzipJson", "its JSON is compressed (gzipJson)",
          "url", "its JSON is loaded from a URL",
          "configMapRef", "its JSON is in a ConfigMap, which is read by itself when given",
          "grafanaCom", "its JSON is loaded from grafana.com",
          "jsonnet", "its JSON is made by Jsonnet",
          "jsonnetLib", "its JSON is made by Jsonnet");

  private final SourceText source;
  private final LibraryPanels library;
  private final List<DashboardParse> found = new ArrayList<>();

  DashboardFile(SourceText source, LibraryPanels library) {
    this.source = source;
    this.library = library;
  }

  List<DashboardParse> read() {
    if (!isYaml()) {
      DocParse parse = DocReader.json(source);
      if (parse.root().isPresent() && parse.root().get().isArray()) {
        parse.root().get().items().forEach(it -> document(it, parse));
      } else {
        document(parse);
      }
      return withFallback(parse);
    }
    List<DocParse> documents = DocReader.yamlAll(source);
    documents.forEach(this::document);
    return found;
  }

  private boolean isYaml() {
    String name = source.location().file().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || (!name.endsWith(".json") && !startsAsJson(source.text()));
  }

  private static boolean startsAsJson(String text) {
    String first = text.substring(0, Math.min(text.length(), 4096)).replace("\uFEFF", "").strip();
    return first.startsWith("{") || first.startsWith("[");
  }

  /** A JSON text always has a result: whoever names it expects a dashboard. */
  private List<DashboardParse> withFallback(DocParse parse) {
    if (found.isEmpty()) {
      found.add(
          new DashboardParse(
              source, null, parse.problems(), "no dashboard: neither panels nor elements"));
    }
    return found;
  }

  private void document(DocParse parse) {
    if (parse.root().isPresent()) {
      document(parse.root().get(), parse);
      return;
    }
    if (DashboardReader.isUnrendered(source)) {
      found.add(new DashboardParse(source, null, List.of(), "a template that was not rendered"));
    } else if (!parse.problems().isEmpty()) {
      found.add(new DashboardParse(source, null, parse.problems(), null));
    }
  }

  private void document(Doc root, DocParse parse) {
    String kind = text(root, "kind");
    boolean manifest = MANIFESTS.contains(kind) && root.get("apiVersion").isPresent();
    if (kind.endsWith("List") && root.get("items").filter(Doc::isArray).isPresent()) {
      root.get("items").get().items().forEach(it -> document(it, parse));
    } else if (manifest && kind.equals("GrafanaDashboard")) {
      operatorResource(root);
    } else if (manifest) {
      configMap(root);
    } else if (root.path("spec", "forProvider", "configJson").isPresent()) {
      embedded(
          new Envelope(source, root).part(resourceName(root)),
          root.path("spec", "forProvider", "configJson").get());
    } else {
      plain(root, parse);
    }
  }

  private void plain(Doc root, DocParse parse) {
    Envelope envelope = new Envelope(source, root);
    DashboardParse read = DashboardReader.parse(envelope, parse, library);
    boolean something = read.dashboard().isPresent() || !isYaml() || !parse.problems().isEmpty();
    if (something) {
      found.add(read);
    }
  }

  private void configMap(Doc root) {
    String name = resourceName(root);
    boolean labelled =
        root.path("metadata", "labels").map(Doc::members).orElse(List.of()).stream()
            .anyMatch(it -> it.key().contains("dashboard"));
    for (Doc.Member member : root.get("data").map(Doc::members).orElse(List.of())) {
      boolean json = member.key().endsWith(".json");
      if (json && member.value() instanceof Doc.Str) {
        embedded(
            new Envelope(source, root).part(name + "/" + member.key()), member.value(), labelled);
      }
    }
    for (Doc.Member member : root.get("binaryData").map(Doc::members).orElse(List.of())) {
      if (labelled || member.key().contains("dashboard")) {
        notChecked(name + "/" + member.key(), "its content is binary");
      }
    }
  }

  private void operatorResource(Doc root) {
    String name = resourceName(root);
    Doc spec = root.get("spec").orElse(Doc.object());
    Optional<Doc> json = spec.get("json").filter(it -> it instanceof Doc.Str);
    if (json.isPresent()) {
      Map<String, String> inputs = new LinkedHashMap<>();
      for (Doc input : spec.get("datasources").map(Doc::items).orElse(List.of())) {
        inputs.put(text(input, "inputName"), text(input, "datasourceName"));
      }
      // the uid of the manifest wins over the one in the JSON only when that has none
      Envelope envelope = new Envelope(source, root).part(name).inputs(inputs);
      embedded(
          spec.get("uid").flatMap(Doc::asString).map(envelope::named).orElse(envelope), json.get());
      return;
    }
    String reason =
        spec.members().stream()
            .map(it -> ELSEWHERE.get(it.key()))
            .filter(it -> it != null)
            .findFirst()
            .orElse("it names no source of its JSON");
    notChecked(name, reason);
  }

  private void embedded(Envelope envelope, Doc scalar) {
    embedded(envelope, scalar, true);
  }

  /**
   * Reads the JSON that a scalar holds.
   *
   * @param expected whether it must be a dashboard, or may be any other JSON
   */
  private void embedded(Envelope envelope, Doc scalar, boolean expected) {
    if (!(scalar instanceof Doc.Str text)) {
      notChecked(envelope.part().orElse(""), "its JSON is not a text");
      return;
    }
    SourceText inner = SourceText.of(source.source(), text.value());
    OffsetMap toFile = DocReader.offsets(source, text);
    DocParse parse = DocReader.json(inner);
    List<Problem> problems =
        parse.problems().stream()
            .map(it -> new Problem(toFile.toOriginal(it.span()), it.message()))
            .toList();
    String part = envelope.part().orElse("");
    if (parse.root().isEmpty()) {
      boolean unrendered = DashboardReader.isUnrendered(inner);
      found.add(
          new DashboardParse(
                  source,
                  null,
                  unrendered ? List.of() : problems,
                  unrendered ? "a template that was not rendered" : null)
              .part(part));
      return;
    }
    Doc root = Relocation.through(toFile, parse.root().get());
    Envelope around = envelope.around(root);
    boolean literal = text.style() == Doc.Style.LITERAL;
    Optional<Dashboard> dashboard =
        DashboardReader.of(literal ? around : around.within(inner, toFile), library);
    if (dashboard.isPresent() || expected) {
      found.add(
          new DashboardParse(
                  source,
                  dashboard.orElse(null),
                  problems,
                  dashboard.isPresent() ? null : "no dashboard: neither panels nor elements")
              .part(part));
    }
  }

  private void notChecked(String part, String reason) {
    found.add(new DashboardParse(source, null, List.of(), reason).part(part));
  }

  private static String resourceName(Doc root) {
    return root.path("metadata", "name").flatMap(Doc::asText).orElse("");
  }

  private static String text(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asText).orElse("");
  }
}
