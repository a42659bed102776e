package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what the library panels of one dashboard show. */
final class LibraryModels {
  private final LibraryPanels inFile;
  private final LibraryPanels known;

  /**
   * @param dashboard the dashboard, whose own elements count first
   * @param known what was learned elsewhere
   */
  LibraryModels(Doc dashboard, LibraryPanels known) {
    this.inFile = LibraryPanels.inFile(dashboard);
    this.known = known;
  }

  /** The model written beside the reference, in the file, or known by its uid; null for none. */
  @Nullable Doc of(Doc panel) {
    Optional<Doc> reference =
        panel
            .get("libraryPanel")
            .or(() -> panel.path("spec", "libraryPanel"))
            .filter(Doc::isObject);
    if (reference.isEmpty()) {
      return null;
    }
    Optional<Doc> own = reference.get().get("model").filter(Doc::isObject);
    String uid = reference.get().get("uid").flatMap(Doc::asString).orElse("");
    return own.or(() -> inFile.model(uid))
        .or(() -> known.modelAt(uid, reference.get().span()))
        .orElse(null);
  }
}
