package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.FileTree;
import com.scanium.sightline.port.AnnotationQuery;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.RuleSubjects;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dashboards of files and folders: the port through which the validator learns what panels and
 * variables ask. Immutable.
 *
 * <p>A set knows where its dashboards are and reads them when they are asked for; {@link #parts()}
 * gives them one file after the other, so that memory grows with the largest and not with the sum.
 *
 * <p>A file that doesn't parse, or holds no dashboard, is kept and reported; it never stops the
 * rest.
 */
public final class DashboardSet implements Dashboards, RuleSubjects, IgnoreSource {
  private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

  private final List<DashboardOrigin> origins;
  private final @Nullable Shown shown;
  private final @Nullable List<DashboardParse> part;
  private final @Nullable List<Dashboard> own;

  /** The link by which a set was opened. */
  private record Shown(DashboardLink link, Instant now) {
    boolean isOf(Optional<String> uid, String title) {
      Optional<String> slug = link.uid().isPresent() ? Optional.empty() : link.slug();
      return (link.uid().isEmpty() || uid.equals(link.uid()))
          && (slug.isEmpty() || slug(title).equals(slug.get()));
    }

    boolean isOf(DashboardParse file) {
      return file.dashboard().filter(it -> isOf(it.uid(), it.title())).isPresent();
    }
  }

  private DashboardSet(List<DashboardOrigin> origins, @Nullable Shown shown) {
    this.origins = List.copyOf(origins);
    this.shown = shown;
    this.part = null;
    this.own = null;
  }

  /** A part, which holds what was read. */
  private DashboardSet(DashboardOrigin origin, @Nullable Shown shown) {
    List<DashboardParse> read = origin.read();
    this.origins = List.of(origin);
    this.shown = shown;
    this.part = shown == null ? read : read.stream().filter(shown::isOf).toList();
    this.own =
        part.stream()
            .flatMap(it -> it.dashboard().stream())
            .map(it -> shown == null ? it : it.opened(shown.link(), shown.now()))
            .toList();
  }

  /**
   * Reads a file, or every {@code *.json}, {@code *.yaml} and {@code *.yml} below a folder;
   * reported names are relative to the working directory.
   *
   * @throws IOException when the path doesn't exist or can't be read
   */
  public static DashboardSet load(Path path) throws IOException {
    return load(List.of(path), Path.of(""));
  }

  /**
   * Reads files and folders as one set.
   *
   * @param base the folder that reported names are relative to
   * @throws IOException when a path doesn't exist or can't be read
   */
  public static DashboardSet load(List<Path> paths, Path base) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(FileTree.files(path, ENDINGS));
    }
    for (Path file : files) {
      Files.newInputStream(file).close();
    }
    return ofFiles(files, base);
  }

  /**
   * A set of files, none of which is opened yet.
   *
   * @param base the folder that reported names are relative to
   */
  public static DashboardSet ofFiles(List<Path> files, Path base) {
    return new DashboardSet(
        files.stream().map(file -> DashboardOrigin.of(file, base)).toList(), (Shown) null);
  }

  /** A set of texts that were read already. */
  public static DashboardSet of(List<SourceText> texts) {
    return of(texts, LibraryPanels.NONE);
  }

  /**
   * A set of texts that were read already.
   *
   * @param library what library panels show that the texts don't hold
   */
  public static DashboardSet of(List<SourceText> texts, LibraryPanels library) {
    return new DashboardSet(
        texts.stream().map(text -> DashboardOrigin.of(text, library)).toList(), (Shown) null);
  }

  /** Whether some panel shows what only a library holds that wasn't read. */
  public boolean lacksLibraryPanels() {
    for (DashboardSet one : parts()) {
      for (Dashboard dashboard : one.dashboards()) {
        if (dashboard.panels().stream().anyMatch(Panel::isLibraryWithoutModel)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same dashboards with what library panels show; read anew, so before they are opened. */
  public DashboardSet with(LibraryPanels library) {
    return new DashboardSet(origins.stream().map(origin -> origin.with(library)).toList(), shown);
  }

  /**
   * What came of each file, in the order of their names. All of them are in memory then; {@link
   * #parts()} gives one after the other.
   */
  public List<DashboardParse> files() {
    if (part != null) {
      return part;
    }
    List<DashboardParse> all = new ArrayList<>();
    parts().forEach(one -> all.addAll(one.files()));
    return all;
  }

  /** The dashboards, in the order of their files; see {@link #files()}. */
  public List<Dashboard> dashboards() {
    if (own != null) {
      return own;
    }
    List<Dashboard> all = new ArrayList<>();
    parts().forEach(one -> all.addAll(one.dashboards()));
    return all;
  }

  /** The dashboard that reports call so: by uid, else by file. */
  public Optional<Dashboard> dashboard(String id) {
    if (own != null) {
      return own.stream().filter(it -> it.id().equals(id)).findFirst();
    }
    return origins.stream()
        .filter(origin -> origin.cards().stream().anyMatch(card -> card.id().equals(id)))
        .findFirst()
        .flatMap(origin -> new DashboardSet(origin, shown).dashboard(id));
  }

  /** Sets of one file each; a file is read when it is reached. */
  @Override
  public Iterable<DashboardSet> parts() {
    if (part != null) {
      return List.of(this);
    }
    return () -> origins.stream().map(origin -> new DashboardSet(origin, shown)).iterator();
  }

  /** The {@link DashboardIndex} of the set. */
  @Override
  public List<?> acrossParts() {
    return List.of(new DashboardIndex(cards().toList()));
  }

  private Stream<DashboardCard> cards() {
    return origins.stream()
        .flatMap(origin -> origin.cards().stream())
        .filter(
            card ->
                shown == null
                    || shown.isOf(
                        card.uid(), card.title().map(DashboardCard.Written::text).orElse("")));
  }

  /**
   * The dashboard that a link shows, as it shows it, and no other; every dashboard for a link that
   * names none. Files that aren't dashboards are left out.
   *
   * @param now what relative times count from
   */
  public DashboardSet opened(DashboardLink link, Instant now) {
    return new DashboardSet(origins, new Shown(link, now));
  }

  /** Whether a link decides what is shown. */
  public boolean isOpened() {
    return shown != null;
  }

  /** A title as the addresses of old versions have it. */
  private static String slug(String title) {
    return title
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "-")
        .replaceAll("^-|-$", "");
  }

  @Override
  public Dashboards opened(String link, Instant now) {
    return opened(DashboardLink.parse(link), now);
  }

  @Override
  public Optional<Instant> shownUntil() {
    if (shown == null) {
      return Optional.empty();
    }
    return dashboards().stream()
        .flatMap(it -> it.opening().flatMap(opening -> opening.end(it)).stream())
        .findFirst();
  }

  @Override
  public String layer() {
    return "grafana";
  }

  @Override
  public int count() {
    return (int) cards().count();
  }

  @Override
  public List<PanelQuery> queries(Datasources datasources) {
    return queries(datasources, VariableValues.UNKNOWN);
  }

  @Override
  public List<PanelQuery> queries(Datasources datasources, VariableValues values) {
    List<PanelQuery> queries = new ArrayList<>();
    for (DashboardSet one : parts()) {
      one.dashboards().forEach(it -> queries.addAll(PanelQueries.of(it, datasources, values)));
    }
    return queries;
  }

  @Override
  public List<VariableQuery> variables(Datasources datasources) {
    List<VariableQuery> queries = new ArrayList<>();
    for (DashboardSet one : parts()) {
      one.dashboards().forEach(it -> queries.addAll(VariableQueries.of(it, datasources)));
    }
    return queries;
  }

  @Override
  public List<AnnotationQuery> annotations(Datasources datasources, VariableValues values) {
    List<AnnotationQuery> queries = new ArrayList<>();
    for (DashboardSet one : parts()) {
      one.dashboards().forEach(it -> queries.addAll(AnnotationQueries.of(it, datasources, values)));
    }
    return queries;
  }

  @Override
  public List<NotChecked> notChecked() {
    List<NotChecked> left = new ArrayList<>();
    List<NotChecked> inDashboards = new ArrayList<>();
    for (DashboardSet one : parts()) {
      for (DashboardParse file : one.files()) {
        file.notDashboard()
            .ifPresent(reason -> left.add(new NotChecked("file", file.where(), reason)));
        file.dashboard()
            .ifPresent(
                dashboard -> {
                  inDashboards.addAll(PanelQueries.notChecked(dashboard));
                  inDashboards.addAll(VariableQueries.notChecked(dashboard));
                });
      }
    }
    left.addAll(inDashboards);
    return left;
  }

  @Override
  public List<Ignore> ignores() {
    List<Ignore> ignores = new ArrayList<>();
    for (DashboardSet one : parts()) {
      one.dashboards().forEach(it -> ignores.addAll(IgnoreMarks.of(it)));
    }
    return ignores;
  }

  @Override
  public Optional<SourceLocation> place(String dashboard, OptionalLong panel) {
    Optional<Dashboard> found = dashboard(dashboard);
    if (panel.isEmpty()) {
      return found.map(it -> it.location(it.doc().span()));
    }
    return found.flatMap(
        it ->
            it.panels().stream()
                .filter(one -> one.id().equals(panel))
                .findFirst()
                .map(one -> it.location(one.doc().span())));
  }

  @Override
  public List<?> subjects() {
    List<Object> subjects = new ArrayList<>(files());
    subjects.addAll(dashboards());
    return subjects;
  }
}
