package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads dashboards of every schema, bare or in an envelope: what the HTTP API answers ({@code
 * dashboard} beside {@code meta}), Kubernetes-style resources ({@code spec}), and the JSON texts in
 * {@code ConfigMap} and {@code GrafanaDashboard} manifests. Stateless.
 */
public final class DashboardReader {
  private static final Set<String> SIGNS =
      Set.of("panels", "rows", "templating", "schemaVersion", "elements", "__inputs", "timepicker");

  /** Markers of templates that were not rendered; Grafana's own {@code {{label}}} isn't one. */
  private static final Pattern UNRENDERED =
      Pattern.compile(
          "\\{\\{-?\\s*(?:[.$]|(?:if|else|end|range|include|template|with|define|toJson|tpl)\\b)"
              + "[^{}\\n]*}}|\\{\\{-[^{}\\n]*}}|<%[^\\n]*%>|\\{%[^{}\\n]*%}");

  /** What no text holds, but noise does. */
  private static final Pattern NOISE = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F\\uFFFD]");

  private DashboardReader() {}

  /**
   * Reads one JSON (or YAML) text that holds one dashboard. Never throws for bad content.
   *
   * <p>Of a text with several dashboards this gives the first; see {@link #readAll(SourceText)}.
   */
  public static DashboardParse read(SourceText source) {
    return read(source, LibraryPanels.NONE);
  }

  /**
   * Reads one text.
   *
   * @param library what library panels show that the text doesn't hold
   */
  public static DashboardParse read(SourceText source, LibraryPanels library) {
    List<DashboardParse> all = readAll(source, library);
    return all.stream()
        .filter(it -> it.dashboard().isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElseGet(() -> new DashboardParse(source, null, List.of(), "no dashboard in it"));
  }

  /**
   * Reads every dashboard of a text: a YAML stream may have several documents, a manifest several
   * dashboards. Each that cannot be read is there with the reason.
   *
   * @return empty for a YAML text that is something else altogether, such as another manifest
   */
  public static List<DashboardParse> readAll(SourceText source) {
    return readAll(source, LibraryPanels.NONE);
  }

  /**
   * Reads every dashboard of a text.
   *
   * @param library what library panels show that the text doesn't hold
   */
  public static List<DashboardParse> readAll(SourceText source, LibraryPanels library) {
    if (source.text().isBlank()) {
      return List.of(new DashboardParse(source, null, DocReader.json(source).problems(), null));
    }
    return new DashboardFile(source, library).read();
  }

  /**
   * The dashboard in a tree that was read already; empty when there is none.
   *
   * @param source the text that the tree was read from
   */
  public static Optional<Dashboard> of(SourceText source, Doc root) {
    return of(new Envelope(source, root), LibraryPanels.NONE);
  }

  static Optional<Dashboard> of(Envelope envelope, LibraryPanels library) {
    Doc root = envelope.root();
    Optional<Doc> wrapped = root.get("dashboard").filter(Doc::isObject);
    if (wrapped.isPresent() && isDashboard(wrapped.get())) {
      Doc own = wrapped.get();
      Optional<Doc> resource = own.get("spec").filter(DashboardReader::isDashboard);
      return Optional.of(Dashboard.of(named(envelope, own), resource.orElse(own), library));
    }
    Optional<Doc> spec = root.get("spec").filter(Doc::isObject);
    if (spec.isPresent() && (isDashboard(spec.get()) || isResource(root))) {
      return Optional.of(Dashboard.of(named(envelope, root), spec.get(), library));
    }
    return isDashboard(root)
        ? Optional.of(Dashboard.of(envelope, root, library))
        : Optional.empty();
  }

  private static Envelope named(Envelope envelope, Doc resource) {
    return resource
        .path("metadata", "name")
        .flatMap(Doc::asString)
        .map(envelope::named)
        .orElse(envelope);
  }

  /** Whether a text that doesn't parse is a template that nobody rendered. */
  static boolean isUnrendered(SourceText source) {
    return !NOISE.matcher(source.text()).find() && UNRENDERED.matcher(source.text()).find();
  }

  /** What came of a text whose only content is this tree. */
  static DashboardParse parse(Envelope envelope, DocParse parse, LibraryPanels library) {
    Optional<Dashboard> dashboard = of(envelope, library);
    return new DashboardParse(
        envelope.source(),
        dashboard.orElse(null),
        parse.problems(),
        dashboard.isPresent() ? null : "no dashboard: neither panels nor elements");
  }

  private static boolean isResource(Doc root) {
    return root.get("kind").flatMap(Doc::asString).filter("Dashboard"::equals).isPresent();
  }

  static boolean isDashboard(Doc doc) {
    if (!doc.isObject()) {
      return false;
    }
    boolean signed = doc.members().stream().anyMatch(member -> SIGNS.contains(member.key()));
    boolean spec = doc.get("spec").filter(DashboardReader::isDashboard).isPresent();
    boolean empty = doc.get("title").isPresent() && doc.get("uid").isPresent();
    return signed || spec || empty;
  }
}
