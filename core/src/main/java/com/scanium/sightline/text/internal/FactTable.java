package com.scanium.sightline.text.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Reads tables of facts: one row a line, cells between {@code |}; empty lines and those that begin
 * with {@code #} are for people.
 */
public final class FactTable {
  private FactTable() {}

  /**
   * The rows of a table, in order, without blanks around the cells.
   *
   * @param owner the class beside which the resource lies
   * @param resource its name
   * @param cells how many cells each row has
   * @throws IllegalStateException when a row has another number of cells
   */
  public static List<List<String>> rows(Class<?> owner, String resource, int cells) {
    List<List<String>> rows = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> row = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
          if (row.size() != cells) {
            throw new IllegalStateException(
                resource + ": expected " + cells + " cells in: " + line);
          }
          rows.add(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
    return rows;
  }
}
