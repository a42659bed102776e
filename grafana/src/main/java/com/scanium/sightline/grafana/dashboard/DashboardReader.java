package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.dashboard.Dashboard.Schema;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dashboards of every schema, bare or in an envelope: what the HTTP API answers ({@code
 * dashboard} beside {@code meta}), Kubernetes-style resources ({@code spec}). Stateless.
 */
public final class DashboardReader {
  private static final Set<String> SIGNS =
      Set.of("panels", "rows", "templating", "schemaVersion", "elements", "__inputs", "timepicker");

  /** Markers of templates that were not rendered; Grafana's own {@code {{label}}} isn't one. */
  private static final Pattern UNRENDERED =
      Pattern.compile(
          "\\{\\{-|-}}|\\{\\{\\s*(?:\\.|if |end|range |include |template |with )|<%|\\{%");

  private DashboardReader() {}

  /** Reads one JSON (or YAML) text. Never throws for bad content. */
  public static DashboardParse read(SourceText source) {
    if (source.text().isBlank()) {
      return new DashboardParse(source, null, DocReader.json(source).problems(), null);
    }
    DocParse parse = DocReader.read(source);
    Optional<Doc> root = parse.root();
    if (root.isEmpty()) {
      boolean template = UNRENDERED.matcher(source.text()).find();
      return template
          ? new DashboardParse(source, null, List.of(), "a template that was not rendered")
          : new DashboardParse(source, null, parse.problems(), null);
    }
    Optional<Dashboard> dashboard = of(source, root.get());
    return new DashboardParse(
        source,
        dashboard.orElse(null),
        parse.problems(),
        dashboard.isPresent() ? null : "no dashboard: neither panels nor elements");
  }

  /**
   * The dashboard in a tree that was read already; empty when there is none.
   *
   * @param source the text that the tree was read from
   */
  public static Optional<Dashboard> of(SourceText source, Doc root) {
    Optional<Doc> wrapped = root.get("dashboard").filter(Doc::isObject);
    if (wrapped.isPresent() && isDashboard(wrapped.get())) {
      Doc own = wrapped.get();
      Optional<Doc> resource = own.get("spec").filter(DashboardReader::isDashboard);
      return Optional.of(read(source, root, resource.orElse(own), name(own)));
    }
    Optional<Doc> spec = root.get("spec").filter(Doc::isObject);
    if (spec.isPresent() && (isDashboard(spec.get()) || isResource(root))) {
      return Optional.of(read(source, root, spec.get(), name(root)));
    }
    return isDashboard(root) ? Optional.of(read(source, root, root, null)) : Optional.empty();
  }

  private static @Nullable String name(Doc resource) {
    return resource.path("metadata", "name").flatMap(Doc::asString).orElse(null);
  }

  private static boolean isResource(Doc root) {
    return root.get("kind").flatMap(Doc::asString).filter("Dashboard"::equals).isPresent();
  }

  private static boolean isDashboard(Doc doc) {
    if (!doc.isObject()) {
      return false;
    }
    boolean signed = doc.members().stream().anyMatch(member -> SIGNS.contains(member.key()));
    boolean spec = doc.get("spec").filter(DashboardReader::isDashboard).isPresent();
    boolean empty = doc.get("title").isPresent() && doc.get("uid").isPresent();
    return signed || spec || empty;
  }

  private static Dashboard read(
      SourceText source, Doc root, Doc doc, @Nullable String resourceName) {
    boolean v2 = doc.get("elements").filter(Doc::isObject).isPresent();
    List<Panel> panels = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    if (v2) {
      for (Doc.Member element : doc.get("elements").map(Doc::members).orElse(List.of())) {
        panels.add(Panel.v2(element.key(), element.value()));
      }
      for (Doc variable : doc.get("variables").map(Doc::items).orElse(List.of())) {
        variables.add(Variable.v2(variable));
      }
    } else {
      addPanels(doc.get("panels"), doc, false, panels);
      for (Doc row : doc.get("rows").map(Doc::items).orElse(List.of())) {
        addPanels(row.get("panels"), doc, false, panels);
      }
      for (Doc variable : doc.path("templating", "list").map(Doc::items).orElse(List.of())) {
        variables.add(Variable.classic(variable));
      }
    }
    Schema schema = v2 ? Schema.V2 : Schema.CLASSIC;
    return new Dashboard(source, root, doc, schema, resourceName, panels, variables);
  }

  private static void addPanels(
      Optional<Doc> list, Doc dashboard, boolean nested, List<Panel> into) {
    for (Doc panel : list.map(Doc::items).orElse(List.of())) {
      if (panel.isObject()) {
        into.add(Panel.classic(panel, libraryModel(panel, dashboard), nested));
        addPanels(panel.get("panels"), dashboard, true, into);
      }
    }
  }

  /** What a library panel shows: written beside it, or among the file's {@code __elements}. */
  private static @Nullable Doc libraryModel(Doc panel, Doc dashboard) {
    Optional<Doc> own = panel.path("libraryPanel", "model").filter(Doc::isObject);
    String uid = panel.path("libraryPanel", "uid").flatMap(Doc::asString).orElse("");
    return own.or(() -> dashboard.path("__elements", uid, "model").filter(Doc::isObject))
        .orElse(null);
  }
}
