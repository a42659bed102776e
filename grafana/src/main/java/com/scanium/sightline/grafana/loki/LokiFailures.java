package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.grafana.internal.Call;
import com.scanium.sightline.grafana.internal.Call.Trait;
import com.scanium.sightline.grafana.internal.FailureReader;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.RetryAfter;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.Failure.TenantProblem;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Loki means by a failure. Its errors are plain text without a type, so the stable part of the
 * words decides after the status; a gateway or data source proxy before it answers in JSON.
 */
final class LokiFailures implements FailureReader {
  private static final Pattern POSITION =
      Pattern.compile("parse error at line (\\d{1,7}), col (\\d{1,7})");
  private static final Pattern BAD_TENANT =
      Pattern.compile("(?i)tenant id (is|'[^']*' contains|.* is too long)|invalid tenant id");

  /** Words of a limit, and the setting that it comes from. */
  private static final Map<Pattern, String> LIMITS = limits();

  private static Map<Pattern, String> limits() {
    Map<Pattern, String> limits = new LinkedHashMap<>();
    limits.put(Pattern.compile("max_entries_limit"), "max_entries_limit_per_query");
    limits.put(
        Pattern.compile("maximum (number )?of series \\(|max_query_series"), "max_query_series");
    limits.put(Pattern.compile("query time range exceeds the limit"), "max_query_length");
    limits.put(Pattern.compile("\\[interval] value exceeds limit"), "max_query_range");
    limits.put(Pattern.compile("would read too many bytes"), "max_query_bytes_read");
    limits.put(Pattern.compile("shard query is too large"), "max_querier_bytes_read");
    limits.put(Pattern.compile("exceeded maximum resolution"), "max_points_per_series");
    limits.put(Pattern.compile("has \\d+ label names; limit"), "max_label_names_per_series");
    limits.put(Pattern.compile("max entry size"), "max_line_size");
    limits.put(Pattern.compile("stream limit exceeded"), "max_global_streams_per_user");
    limits.put(Pattern.compile("message larger than max|response larger"), "grpc_message_size");
    return limits;
  }

  @Override
  public Failure read(Call<?> call, int status, Headers headers, String body, String where) {
    String words = Api.oneLine(words(body));
    String message = words.isEmpty() ? "HTTP " + status : words;
    Failure tenant = tenant(status, message);
    if (tenant != null) {
      return tenant;
    }
    return switch (status) {
      case 401, 403, 407 -> new Failure.Unauthorized(message, status);
      case 404 ->
          call.has(Trait.OPTIONAL)
              ? new Failure.NotSupported("this server has nothing at " + where)
              : new Failure.NotFound("nothing at " + where + " (" + message + ")");
      case 405, 406, 415, 501 -> new Failure.NotSupported(where + ": " + message);
      case 413, 431 -> new Failure.LimitExceeded(message, limit(message));
      case 429, 529 ->
          new Failure.TooManyRequests(
              message, headers.first("Retry-After").flatMap(RetryAfter::read).orElse(null));
      case 499 -> new Failure.Cancelled(message);
      case 504 ->
          message.contains("timed out") || message.contains("deadline exceeded")
              ? new Failure.QueryTimeout(message)
              : new Failure.ServerError(message, status);
      default -> byWords(call, status, message);
    };
  }

  private static Failure byWords(Call<?> call, int status, String message) {
    String limit = limit(message);
    if (limit != null && status < 500) {
      return new Failure.LimitExceeded(message, limit);
    }
    if (message.contains("many-to-many matching not allowed")
        || message.contains("multiple matches for labels")) {
      return new Failure.BadQuery(message, null); // Loki answers 500 to what is wrong with a query
    }
    if (message.contains("context deadline exceeded")) {
      return new Failure.QueryTimeout(message);
    }
    if (status < 500 && (message.contains("is disabled") || message.contains("is disallowed"))) {
      return new Failure.NotSupported(message);
    }
    return status == 400 || status == 422
        ? new Failure.BadQuery(message, position(call, message))
        : new Failure.ServerError(message, status);
  }

  private static @Nullable Failure tenant(int status, String message) {
    if (message.equals("no org id")) {
      return new Failure.TenantRequired(
          "the store wants a tenant: " + message, TenantProblem.MISSING);
    }
    if (message.contains("multiple org IDs present") || message.contains("too many tenant")) {
      return new Failure.TenantRequired(message, TenantProblem.TOO_MANY);
    }
    boolean may = status == 400 || status == 401 || status == 500;
    return may && BAD_TENANT.matcher(message).find()
        ? new Failure.TenantRequired(message, TenantProblem.MALFORMED)
        : null;
  }

  /** The error of a JSON body; another body is the error itself. */
  private static String words(String body) {
    if (!body.startsWith("{")) {
      return body;
    }
    Optional<Doc> tree = DocReader.json(SourceText.of("answer", body)).root();
    for (String name : new String[] {"error", "message"}) {
      Optional<String> text = tree.flatMap(it -> it.get(name)).flatMap(Doc::asString);
      if (text.isPresent() && !text.get().isEmpty()) {
        return text.get();
      }
    }
    return body;
  }

  /**
   * Where in the query. Errors of the lexer say line 0 whatever the line is, so they tell the place
   * in a query of one line only.
   */
  private static Failure.@Nullable Position position(Call<?> call, String message) {
    Matcher at = POSITION.matcher(message);
    if (!at.find()) {
      return null;
    }
    int line = Integer.parseInt(at.group(1));
    boolean manyLines = call.parameters().encoded().contains("%0A");
    int column = Math.max(1, Integer.parseInt(at.group(2)));
    return line == 0 && manyLines ? null : new Failure.Position(Math.max(1, line), column);
  }

  private static @Nullable String limit(String message) {
    for (Map.Entry<Pattern, String> limit : LIMITS.entrySet()) {
      if (limit.getKey().matcher(message).find()) {
        return limit.getValue();
      }
    }
    return null;
  }
}
