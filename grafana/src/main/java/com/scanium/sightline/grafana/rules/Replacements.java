package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes exact fixes of values in a file, however they are quoted there. */
final class Replacements {
  private Replacements() {}

  /** Replaces a part of the value at a place; in words only where it isn't written so. */
  static Fix within(SourceText source, Span place, String summary, String from, String to) {
    String written = source.slice(place);
    return written.contains(from)
        ? Fix.replacing(summary, written, written.replace(from, to))
        : Fix.of(summary);
  }

  /** Replaces a text at several places; in words only where it doesn't stand so at one of them. */
  static Fix everywhere(Collection<SourceLocation> places, String summary, String from, String to) {
    List<Edit> edits = new ArrayList<>();
    for (SourceLocation place : places) {
      Optional<Edit> edit = Edit.onLine(place, from, to);
      if (edit.isEmpty()) {
        return Fix.of(summary);
      }
      edits.add(edit.get());
    }
    return edits.isEmpty() ? Fix.of(summary) : Fix.editing(summary, edits);
  }
}
