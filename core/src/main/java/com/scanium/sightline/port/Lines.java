package com.scanium.sightline.port;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the lines of a log stream beside the stream's labels: how their text is written,
 * and which structured metadata comes with them. Immutable.
 *
 * @param format how the text is written
 * @param metadata the names of structured metadata that lines may have, sorted
 * @param anyMetadata whether lines may have metadata of any other name
 */
public record Lines(Format format, Set<String> metadata, boolean anyMetadata) {
  /** Lines of which nothing is known but that they have no metadata. */
  public static final Lines PLAIN = new Lines(Format.UNKNOWN, Set.of(), false);

  /** Lines of which nothing is known at all. */
  public static final Lines ANY = new Lines(Format.UNKNOWN, Set.of(), true);

  /** How the text of lines is written. */
  public enum Format {
    /** In whatever way: it may be any of the others, too. */
    UNKNOWN("in no known form"),
    /** A JSON object. */
    JSON("JSON"),
    /** Pairs of key and value. */
    LOGFMT("logfmt"),
    /** A JSON object that holds the line and the labels that were packed into it. */
    PACKED("packed JSON");

    private final String words;

    Format(String words) {
      this.words = words;
    }

    /** The format for people. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Sorts the names. */
  public Lines {
    Objects.requireNonNull(format, "format");
    metadata = Collections.unmodifiableSet(new TreeSet<>(metadata));
  }

  /** The same lines, their text written anew. */
  public Lines written(Format format) {
    return new Lines(format, metadata, anyMetadata);
  }

  /** The same lines with further metadata. */
  public Lines with(Set<String> names) {
    Set<String> all = new TreeSet<>(metadata);
    all.addAll(names);
    return new Lines(format, all, anyMetadata);
  }

  /** The same lines with metadata of any name. */
  public Lines withAnyMetadata() {
    return new Lines(format, metadata, true);
  }

  /** Whether lines may have metadata of this name. */
  public boolean mayHave(String name) {
    return anyMetadata || metadata.contains(name);
  }
}
