package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.client.QueryOptions.Statistics;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.port.Answer;
import java.util.ArrayList;
import java.util.List;

/** Makes up for options that a server does not have, or says that they had no effect. */
final class OptionEffects {
  private OptionEffects() {}

  /** The answer as the server would give it if it had the options. */
  static Answer<QueryResult> applied(
      Answer<QueryResult> answer, QueryOptions options, Capabilities server) {
    if (!(answer instanceof Answer.Known<QueryResult> known) || !options.dependOnServer()) {
      return answer;
    }
    List<String> warnings = new ArrayList<>(known.warnings());
    warnings.addAll(ignored(options, server));
    QueryResult result = known.value();
    if (options.limit().isPresent()) {
      int limit = options.limit().getAsInt();
      QueryResult.Value cut = cut(result.value(), limit);
      if (!cut.equals(result.value())) {
        result = QueryResult.of(cut, result.infos(), result.stats());
        warnings.add("results truncated due to limit, by the client");
      }
    }
    return new Answer.Known<>(result, warnings);
  }

  /** What had no effect. */
  static List<String> ignored(QueryOptions options, Capabilities server) {
    List<String> ignored = new ArrayList<>();
    if (options.lookbackDelta().isPresent() && !server.honoursLookbackDelta()) {
      ignored.add("lookback_delta has no effect: " + server + " ignores it");
    }
    if (options.statistics() == Statistics.PER_STEP && !server.countsPerStep()) {
      ignored.add("samples are not counted by step: " + server + " does not tell them");
    }
    return ignored;
  }

  private static QueryResult.Value cut(QueryResult.Value value, int limit) {
    if (value instanceof QueryResult.Vector vector && vector.samples().size() > limit) {
      return new QueryResult.Vector(vector.samples().subList(0, limit));
    }
    if (value instanceof QueryResult.Matrix matrix && matrix.series().size() > limit) {
      return new QueryResult.Matrix(matrix.series().subList(0, limit));
    }
    return value;
  }

  /** The same for a list of labels, values or series. */
  static <T> Answer<List<T>> limited(Answer<List<T>> answer, int limit, Capabilities server) {
    boolean cut =
        answer instanceof Answer.Known<List<T>> known
            && limit > 0
            && known.value().size() > limit
            && !server.limitsLabels();
    if (!cut) {
      return answer;
    }
    Answer.Known<List<T>> known = (Answer.Known<List<T>>) answer;
    List<String> warnings = new ArrayList<>(known.warnings());
    warnings.add("results truncated due to limit, by the client: " + server + " ignores it");
    return new Answer.Known<>(List.copyOf(known.value().subList(0, limit)), warnings);
  }
}
