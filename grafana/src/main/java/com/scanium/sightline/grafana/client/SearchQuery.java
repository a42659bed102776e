package com.scanium.sightline.grafana.client;

import com.scanium.sightline.http.Form;
import java.util.List;
import java.util.Objects;

/** What to look for among dashboards and folders. Immutable. */
public final class SearchQuery {
  /** All dashboards. */
  public static final SearchQuery DASHBOARDS =
      new SearchQuery("dash-db", "", List.of(), List.of(), 1000);

  /** All folders. */
  public static final SearchQuery FOLDERS =
      new SearchQuery("dash-folder", "", List.of(), List.of(), 1000);

  private static final int MOST = 5000;

  private final String type;
  private final String text;
  private final List<String> tags;
  private final List<String> folders;
  private final int pageSize;

  private SearchQuery(
      String type, String text, List<String> tags, List<String> folders, int pageSize) {
    this.type = type;
    this.text = text;
    this.tags = List.copyOf(tags);
    this.folders = List.copyOf(folders);
    this.pageSize = pageSize;
  }

  /** Whose title holds this text. */
  public SearchQuery text(String part) {
    return new SearchQuery(type, Objects.requireNonNull(part, "part"), tags, folders, pageSize);
  }

  /** That have all of these tags. */
  public SearchQuery tags(List<String> all) {
    return new SearchQuery(type, text, all, folders, pageSize);
  }

  /** That are in one of these folders, by uid; {@code general} for none. */
  public SearchQuery inFolders(List<String> uids) {
    return new SearchQuery(type, text, tags, uids, pageSize);
  }

  /**
   * How many come at a time.
   *
   * @throws IllegalArgumentException when it is not from 1 to 5000, the most that Grafana gives
   */
  public SearchQuery pageSize(int hits) {
    if (hits < 1 || hits > MOST) {
      throw new IllegalArgumentException("a page has 1 to " + MOST + " hits, not " + hits);
    }
    return new SearchQuery(type, text, tags, folders, hits);
  }

  /** How many come at a time. */
  public int pageSize() {
    return pageSize;
  }

  Form form(int page) {
    Form form = Form.EMPTY.with("type", type);
    form = text.isEmpty() ? form : form.with("query", text);
    form = form.withAll("tag", tags).withAll("folderUIDs", folders);
    return form.with("limit", Integer.toString(pageSize)).with("page", Integer.toString(page));
  }
}
