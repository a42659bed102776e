package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A table of typed columns, as Grafana's panels get it. Immutable. */
public final class DataFrame {
  private final String name;
  private final String refId;
  private final Doc meta;
  private final List<DataField> fields;

  DataFrame(String name, String refId, Doc meta, List<DataField> fields) {
    this.name = Objects.requireNonNull(name, "name");
    this.refId = Objects.requireNonNull(refId, "refId");
    this.meta = Objects.requireNonNull(meta, "meta");
    this.fields = List.copyOf(fields);
  }

  /** The name; often empty. */
  public String name() {
    return name;
  }

  /** The query that it belongs to. */
  public String refId() {
    return refId;
  }

  /** What the plugin says beside the data. */
  public Doc meta() {
    return meta;
  }

  /** The query as it was sent to the store, variables replaced; empty when it is not told. */
  public Optional<String> executedQuery() {
    String text = Trees.text(meta, "executedQueryString");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The columns. */
  public List<DataField> fields() {
    return fields;
  }

  /** The first column of that name. */
  public Optional<DataField> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /** How many rows there are. */
  public int rows() {
    return fields.stream().mapToInt(DataField::size).max().orElse(0);
  }

  @Override
  public String toString() {
    return name + fields + " " + rows() + " rows";
  }
}
