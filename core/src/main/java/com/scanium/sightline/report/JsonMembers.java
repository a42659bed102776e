package com.scanium.sightline.report;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Writes a JSON object member by member, and long lists item by item, so that a large report is
 * never in memory as a tree. The text is that of {@link DocWriter#prettyJson}.
 */
final class JsonMembers {
  private final Appendable out;
  private boolean empty = true;

  JsonMembers(Appendable out) throws IOException {
    this.out = out;
    out.append('{');
  }

  void member(String key, Doc value) throws IOException {
    key(key);
    out.append(indented(value, "\n  "));
  }

  void list(String key, Stream<Doc> items) throws IOException {
    key(key);
    out.append('[');
    String before = "\n    ";
    Iterator<Doc> all = items.iterator();
    boolean none = !all.hasNext();
    while (all.hasNext()) {
      out.append(before).append(indented(all.next(), "\n    "));
      before = ",\n    ";
    }
    out.append(none ? "]" : "\n  ]");
  }

  private void key(String key) throws IOException {
    out.append(empty ? "\n  " : ",\n  ").append(DocWriter.json(Doc.string(key))).append(": ");
    empty = false;
  }

  /** Line ends stand between values only: in texts they are escaped. */
  private static String indented(Doc value, String line) {
    return DocWriter.prettyJson(value).stripTrailing().replace("\n", line);
  }

  void close() throws IOException {
    out.append(empty ? "}\n" : "\n}\n");
  }
}
