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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The dashboards of files and folders: the port through which the validator learns what panels and
 * variables ask. Immutable.
 *
 * <p>A file that doesn't parse, or holds no dashboard, is kept and reported; it never stops the
 * rest.
 */
public final class DashboardSet implements Dashboards, RuleSubjects, IgnoreSource {
  private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

  private final List<DashboardParse> files;
  private final List<Dashboard> dashboards;
  private final @Nullable Path base;

  private DashboardSet(List<DashboardParse> files) {
    this(files, files.stream().flatMap(it -> it.dashboard().stream()).toList(), null);
  }

  private DashboardSet(
      List<DashboardParse> files, List<Dashboard> dashboards, @Nullable Path base) {
    this.files = List.copyOf(files);
    this.dashboards = List.copyOf(dashboards);
    this.base = base;
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
    List<SourceText> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.addAll(FileTree.read(FileTree.files(path, ENDINGS), base));
    }
    return of(texts).under(base);
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
        texts.stream().flatMap(it -> DashboardReader.readAll(it, library).stream()).toList());
  }

  /** Whether some panel shows what only a library holds that wasn't read. */
  public boolean lacksLibraryPanels() {
    return dashboards.stream()
        .flatMap(it -> it.panels().stream())
        .anyMatch(Panel::isLibraryWithoutModel);
  }

  /** The same dashboards with what library panels show; read anew, so before they are opened. */
  public DashboardSet with(LibraryPanels library) {
    DashboardSet read = of(files.stream().map(DashboardParse::source).distinct().toList(), library);
    return base == null ? read : read.under(base);
  }

  /** The same dashboards, whose names are those of files below a folder. */
  public DashboardSet under(Path folder) {
    return new DashboardSet(files, dashboards, folder.toAbsolutePath().normalize());
  }

  /** The file that holds a dashboard; empty for one that no file holds. */
  public Optional<Path> file(Dashboard dashboard) {
    return Optional.ofNullable(base)
        .map(it -> it.resolve(dashboard.source().location().file()).normalize());
  }

  /** What came of each file, in the order of their names. */
  public List<DashboardParse> files() {
    return files;
  }

  /** The dashboards, in the order of their files. */
  public List<Dashboard> dashboards() {
    return dashboards;
  }

  /** The dashboard that reports call so: by uid, else by file. */
  public Optional<Dashboard> dashboard(String id) {
    return dashboards.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /**
   * The dashboard that a link shows, as it shows it, and no other; every dashboard for a link that
   * names none. Files that aren't dashboards are left out.
   *
   * @param now what relative times count from
   */
  public DashboardSet opened(DashboardLink link, Instant now) {
    Optional<String> slug = link.uid().isPresent() ? Optional.empty() : link.slug();
    List<Dashboard> shown =
        dashboards.stream()
            .filter(it -> link.uid().isEmpty() || it.uid().equals(link.uid()))
            .filter(it -> slug.isEmpty() || slug(it.title()).equals(slug.get()))
            .map(it -> it.opened(link, now))
            .toList();
    List<DashboardParse> theirs =
        files.stream()
            .filter(it -> it.dashboard().filter(one -> isAmong(one, shown)).isPresent())
            .toList();
    return new DashboardSet(theirs, shown, base);
  }

  private static boolean isAmong(Dashboard one, List<Dashboard> shown) {
    return shown.stream().anyMatch(it -> it.doc() == one.doc());
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
    return dashboards.stream()
        .flatMap(it -> it.opening().flatMap(opening -> opening.end(it)).stream())
        .findFirst();
  }

  @Override
  public String layer() {
    return "grafana";
  }

  @Override
  public int count() {
    return dashboards.size();
  }

  @Override
  public List<PanelQuery> queries(Datasources datasources) {
    return queries(datasources, VariableValues.UNKNOWN);
  }

  @Override
  public List<PanelQuery> queries(Datasources datasources, VariableValues values) {
    List<PanelQuery> queries = new ArrayList<>();
    dashboards.forEach(it -> queries.addAll(PanelQueries.of(it, datasources, values)));
    return queries;
  }

  @Override
  public List<VariableQuery> variables(Datasources datasources) {
    List<VariableQuery> queries = new ArrayList<>();
    dashboards.forEach(it -> queries.addAll(VariableQueries.of(it, datasources)));
    return queries;
  }

  @Override
  public List<AnnotationQuery> annotations(Datasources datasources, VariableValues values) {
    List<AnnotationQuery> queries = new ArrayList<>();
    dashboards.forEach(it -> queries.addAll(AnnotationQueries.of(it, datasources, values)));
    return queries;
  }

  @Override
  public List<NotChecked> notChecked() {
    List<NotChecked> left = new ArrayList<>();
    for (DashboardParse file : files) {
      file.notDashboard()
          .ifPresent(reason -> left.add(new NotChecked("file", file.where(), reason)));
    }
    for (Dashboard dashboard : dashboards) {
      left.addAll(PanelQueries.notChecked(dashboard));
      left.addAll(VariableQueries.notChecked(dashboard));
    }
    return left;
  }

  @Override
  public List<Ignore> ignores() {
    return dashboards.stream().flatMap(it -> IgnoreMarks.of(it).stream()).toList();
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
    List<Object> subjects = new ArrayList<>(files);
    subjects.addAll(dashboards);
    return subjects;
  }
}
