package com.scanium.sightline.cli;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.PrintWriter;

/** Prints a JSON list item by item, so that a long one is never in memory as a whole. */
final class JsonList implements AutoCloseable {
  private final PrintWriter out;
  private boolean empty = true;

  JsonList(PrintWriter out) {
    this.out = out;
    out.print("[");
  }

  void add(Doc item) {
    out.print(empty ? "\n  " : ",\n  ");
    out.print(DocWriter.prettyJson(item).stripTrailing().replace("\n", "\n  "));
    empty = false;
  }

  @Override
  public void close() {
    out.print(empty ? "]\n\n" : "\n]\n\n");
  }
}
