package com.scanium.sightline.validation;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A value of {@code sightline.yaml} with its place; a view of the located tree. */
public final class ConfigNode {
  private final SourceText file;
  private final String path;
  private final Doc doc;

  ConfigNode(SourceText file, String path, Doc doc) {
    this.file = Objects.requireNonNull(file, "file");
    this.path = Objects.requireNonNull(path, "path");
    this.doc = Objects.requireNonNull(doc, "doc");
  }

  /** The way to this value from the top, such as {@code store.url} or {@code compose[0]}. */
  public String path() {
    return path;
  }

  /** The located tree below. */
  public Doc doc() {
    return doc;
  }

  /** Where it is written. */
  public SourceLocation location() {
    return file.location(doc.span());
  }

  /** The text of a string, a number or a boolean; empty for anything else. */
  public Optional<String> text() {
    return doc.asText();
  }

  /** Whether nothing is written: null or an empty list. */
  public boolean isEmpty() {
    return doc.isNull() || (doc.isArray() && doc.items().isEmpty());
  }

  /** Whether this is a mapping. */
  public boolean isMapping() {
    return doc.isObject();
  }

  /** The items of a list; a single value counts as a list of one, null as an empty one. */
  public List<ConfigNode> items() {
    if (doc.isNull()) {
      return List.of();
    }
    if (!doc.isArray()) {
      return List.of(this);
    }
    List<ConfigNode> items = new ArrayList<>();
    for (Doc item : doc.items()) {
      items.add(new ConfigNode(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** The value of a field of a mapping; empty when this is none or has no such field. */
  public Optional<ConfigNode> get(String field) {
    return doc.get(field).map(value -> child(field, value));
  }

  /** The fields of a mapping in their order; of repeated ones the last counts. */
  public Map<String, ConfigNode> fields() {
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    for (Doc.Member member : doc.members()) {
      fields.put(member.key(), child(member.key(), member.value()));
    }
    return fields;
  }

  private ConfigNode child(String field, Doc value) {
    return new ConfigNode(file, path.isEmpty() ? field : path + "." + field, value);
  }

  @Override
  public String toString() {
    return location() + " " + path;
  }
}
