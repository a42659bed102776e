package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;

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
}
