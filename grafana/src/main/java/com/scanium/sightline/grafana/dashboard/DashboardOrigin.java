package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that holds dashboards, read anew each time somebody asks for them; only their cards are
 * kept.
 */
final class DashboardOrigin {
  private final @Nullable SourceText text;
  private final Path file;
  private final Path base;
  private final LibraryPanels library;
  private volatile @Nullable List<DashboardCard> cards;

  private DashboardOrigin(@Nullable SourceText text, Path file, Path base, LibraryPanels library) {
    this.text = text;
    this.file = file;
    this.base = base;
    this.library = library;
  }

  static DashboardOrigin of(SourceText text, LibraryPanels library) {
    return new DashboardOrigin(text, Path.of(""), Path.of(""), library);
  }

  static DashboardOrigin of(Path file, Path base) {
    return new DashboardOrigin(null, file, base, LibraryPanels.NONE);
  }

  /** The same with what library panels show. */
  DashboardOrigin with(LibraryPanels panels) {
    return new DashboardOrigin(text, file, base, panels);
  }

  /** What came of the text; a file that went away meanwhile gives no dashboard, with the reason. */
  List<DashboardParse> read() {
    List<DashboardParse> read;
    try {
      read = DashboardReader.readAll(text == null ? SourceText.load(file, base) : text, library);
    } catch (IOException e) {
      SourceText nothing = SourceText.of(SourceLocation.fileUri(SourceText.nameOf(file, base)), "");
      read =
          List.of(
              new DashboardParse(
                  nothing, null, List.of(), "it can no longer be read: " + e.getMessage()));
    }
    if (cards == null) {
      cards =
          read.stream()
              .flatMap(parse -> parse.dashboard().stream())
              .map(it -> DashboardCard.of(it, path()))
              .toList();
    }
    return read;
  }

  private @Nullable Path path() {
    return text == null ? file.toAbsolutePath().normalize() : null;
  }

  /** What is kept of its dashboards. */
  List<DashboardCard> cards() {
    List<DashboardCard> known = cards;
    if (known == null) {
      read();
      known = cards;
    }
    return known == null ? List.of() : known;
  }
}
