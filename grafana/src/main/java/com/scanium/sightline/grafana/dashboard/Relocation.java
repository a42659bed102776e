package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Moves a tree that was read from one text to the places of another. */
final class Relocation {
  private final UnaryOperator<Span> places;
  private final boolean synthetic;

  private Relocation(UnaryOperator<Span> places, boolean synthetic) {
    this.places = places;
    this.synthetic = synthetic;
  }

  /** The tree of an embedded text, with the places of the file around it. */
  static Doc through(OffsetMap outer, Doc doc) {
    return new Relocation(outer::toOriginal, false).move(doc);
  }

  /** The tree with everything at one place: its texts stand for what is written there. */
  static Doc at(Span place, Doc doc) {
    return new Relocation(span -> place, true).move(doc);
  }

  // the reader bounds how deep a file can nest, so that this ends
  private Doc move(Doc doc) {
    Span span = places.apply(doc.span());
    if (doc.isObject()) {
      List<Doc.Member> members = new ArrayList<>();
      for (Doc.Member member : doc.members()) {
        Span key = places.apply(member.keySpan());
        members.add(new Doc.Member(member.key(), key, move(member.value())));
      }
      return new Doc.Obj(members, span);
    }
    if (doc.isArray()) {
      return new Doc.Arr(doc.items().stream().map(this::move).toList(), span);
    }
    if (synthetic && doc instanceof Doc.Str text) {
      return new Doc.Str(text.value(), Doc.Style.SYNTHETIC, span);
    }
    return doc.at(span);
  }

  /**
   * Leads from a string's value to the file, when the text that the string was read from is itself
   * the value of a scalar in that file.
   *
   * @param inner the embedded text
   * @param outer leads from the embedded text to the file
   * @param string a string of the tree, with its place in the file
   */
  static OffsetMap offsets(SourceText inner, OffsetMap outer, Doc.Str string) {
    Span written = innerSpan(inner.text().length(), outer, string.span());
    OffsetMap unescaped = DocReader.offsets(inner, string.at(written));
    OffsetMap.Builder map = OffsetMap.builder();
    int expected = -1;
    for (int i = 0; i <= string.value().length(); i++) {
      int original = outer.toOriginal(unescaped.toOriginal(i));
      if (original != expected) {
        map.copied(i, original);
      }
      expected = original + 1;
    }
    return map.build();
  }

  private static Span innerSpan(int length, OffsetMap outer, Span span) {
    return new Span(first(length, outer, span.start()), first(length, outer, span.end()));
  }

  /** The first inner offset that leads to an outer one or behind it; the map never goes back. */
  private static int first(int length, OffsetMap outer, int offset) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (outer.toOriginal(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
