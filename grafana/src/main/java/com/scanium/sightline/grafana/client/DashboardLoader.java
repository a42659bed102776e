package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads many dashboards, a few at a time and in the order of the search. */
final class DashboardLoader {
  private static final int CONCURRENT = 4;

  private final Api api;

  DashboardLoader(Api api) {
    this.api = api;
  }

  /** A question under way. */
  private record Asked(SearchHit hit, CompletableFuture<Answer<StoredDashboard>> answer) {}

  /**
   * All dashboards of a search.
   *
   * @param again asks once more, for what the first interface cannot show
   */
  Answer<List<StoredDashboard>> load(
      Answer<List<SearchHit>> found, Function<String, Answer<StoredDashboard>> again) {
    if (!(found instanceof Answer.Known<List<SearchHit>> hits)) {
      return found.map(none -> List.of());
    }
    List<StoredDashboard> all = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Failure first = null;
    Deque<Asked> asked = new ArrayDeque<>();
    int next = 0;
    while (next < hits.value().size() || !asked.isEmpty()) {
      while (next < hits.value().size() && asked.size() < CONCURRENT) {
        SearchHit hit = hits.value().get(next++);
        asked.add(new Asked(hit, api.askAsync(GrafanaCalls.dashboard(api.base(), hit.uid()))));
      }
      Asked oldest = asked.remove();
      Answer<StoredDashboard> answer = oldest.answer().join();
      if (isOfTheNewerSchema(answer)) {
        answer = again.apply(oldest.hit().uid());
      }
      if (answer instanceof Answer.Known<StoredDashboard> known) {
        all.add(known.value());
      } else if (answer instanceof Answer.Failed<StoredDashboard> failed) {
        first = first == null ? failed.failure() : first;
        warnings.add("dashboard " + oldest.hit() + ": " + failed.failure().message());
      } else if (answer instanceof Answer.NotAsked<StoredDashboard> notAsked) {
        warnings.add("dashboard " + oldest.hit() + ": " + notAsked.reason());
      }
    }
    return all.isEmpty() && first != null
        ? Answer.failed(first)
        : new Answer.Known<>(List.copyOf(all), warnings);
  }

  private static boolean isOfTheNewerSchema(Answer<StoredDashboard> answer) {
    return answer instanceof Answer.Failed<StoredDashboard> failed
        && failed.failure().kind() == Failure.Kind.NOT_SUPPORTED;
  }
}
