package com.scanium.sightline.port;

import java.util.List;
import java.util.Optional;

/** The data sources that the dashboard server has, as far as the files tell. */
public interface Datasources {
  /** No data source is known. */
  Datasources NONE = List::of;

  /** All that are known, in the order of the files. */
  List<Datasource> all();

  /**
   * The queries behind links from one data source to another; none unless an implementation says.
   */
  default List<LinkQuery> links() {
    return List.of();
  }

  /**
   * The data source that a reference means; empty when it is none of those known (which proves
   * nothing unless data sources of that type are defined here).
   *
   * <p>A uid wins over a name; a reference without a name is the default data source.
   */
  default Optional<Datasource> resolve(DatasourceRef ref) {
    if (ref.name().isEmpty()) {
      return all().stream()
          .filter(one -> ref.type().isEmpty() || ref.type().get().equals(one.type()))
          .filter(Datasource::isDefault)
          .findFirst();
    }
    String name = ref.name().get();
    return all().stream()
        .filter(one -> one.uid().equals(name))
        .findFirst()
        .or(() -> all().stream().filter(one -> one.name().equals(name)).findFirst());
  }
}
