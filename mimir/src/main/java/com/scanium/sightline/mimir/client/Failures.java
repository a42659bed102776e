package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.RetryAfter;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.Failure.TenantProblem;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a status and a body what went wrong: by status first, then by the first character of
 * the body, for content types lie. Where servers use one status for several causes, the stable part
 * of their words decides ({@code err-mimir-…}, {@code no org id}).
 */
final class Failures {
  private static final Pattern POSITION = Pattern.compile("(\\d{1,7}):(\\d{1,7}): parse error");
  private static final Pattern MIMIR_ID = Pattern.compile("\\(?err-mimir-([a-z0-9-]+)\\)?");
  private static final Pattern TOO_MANY_TENANTS =
      Pattern.compile("too many tenant|multiple org IDs present|no valid org id found");
  private static final Pattern BAD_TENANT =
      Pattern.compile("(?i)tenant id (is|'[^']*' contains|.* is too long)|invalid tenant id");

  /** What is wrong with samples or labels themselves, not with how many there are. */
  private static final Pattern BAD_DATA =
      Pattern.compile(
          "^(?:sample|exemplar|native-histogram|label-invalid|label-value-invalid|metric-name"
              + "|missing-metric|duplicate-label|too-far|metadata)-?.*");

  private static final Pattern SIZE =
      Pattern.compile(
          "exceeded maximum resolution|too many samples|exceeded series limit"
              + "|response (larger|too large)|too large");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\uFFFD&&[^\n\r\t]]+");
  private static final int SHOWN = 300;

  private Failures() {}

  /** What a transport failure means. */
  static <T> Answer<T> of(TransportException thrown) {
    String message = String.valueOf(thrown.getMessage());
    return switch (thrown.kind()) {
      case BUDGET -> Answer.notAsked(message);
      case CANCELLED -> Answer.failed(new Failure.Cancelled(message));
      case TOO_LARGE -> Answer.failed(new Failure.LimitExceeded(message, null));
      default -> Answer.failed(new Failure.Unreachable(message, thrown.kind()));
    };
  }

  /**
   * What an answer other than a success means.
   *
   * @param body the beginning of the body
   * @param where the address without secrets
   */
  static Failure of(int status, Headers headers, String body, Presence presence, String where) {
    String start = body.stripLeading();
    if (start.startsWith("{")) {
      Json envelope = Json.parse(start);
      String error = envelope.get("error").text();
      String type = envelope.get("errorType").text();
      if (error.isEmpty() && !envelope.get("code").text().isEmpty()) {
        error = envelope.get("message").text(); // OTLP: a google.rpc.Status
      }
      if (!error.isEmpty() || !type.isEmpty()) {
        return of(status, headers, type, error, presence, where);
      }
    }
    if (isHtml(start, headers) && status != 401 && status != 403 && status != 404 && status < 500) {
      return notAnAnswer(status, "an HTML page came back from " + where, start);
    }
    if (status / 100 == 3) {
      String to = headers.first("Location").map(Failures::withoutQuery).orElse("nowhere");
      return notAnAnswer(status, where + " redirects to " + to, start);
    }
    return of(status, headers, "", isHtml(start, headers) ? "" : start, presence, where);
  }

  /** What an error envelope means; a server may send one with status 200. */
  static Failure of(
      int status, Headers headers, String type, String error, Presence presence, String where) {
    String full = flat(error.isEmpty() ? (type.isEmpty() ? "HTTP " + status : type) : error);
    String message = shortened(full);
    Failure tenant = tenantFailure(status, message);
    if (tenant != null) {
      return tenant;
    }
    return switch (status) {
      case 401, 403, 407 -> new Failure.Unauthorized(message, status);
      case 404 ->
          presence == Presence.SOMEWHERE && isOfRouter(message)
              ? new Failure.NotSupported("this server has nothing at " + where)
              : new Failure.NotFound("nothing at " + where + " (" + message + ")");
      case 405, 406, 415, 501 -> new Failure.NotSupported(where + ": " + message);
      case 413, 431 -> new Failure.LimitExceeded(message, limit(full));
      case 429, 529 -> new Failure.TooManyRequests(message, retryAfter(headers));
      case 499 -> new Failure.Cancelled(message);
      case 504 ->
          message.contains("deadline exceeded")
              ? new Failure.QueryTimeout(message)
              : new Failure.ServerError(message, status);
      default -> byType(status, headers, type, full);
    };
  }

  /** Whether no handler was there at all, as opposed to one that did not find a thing. */
  private static boolean isOfRouter(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("page not found")
        || lower.equals("http 404")
        || lower.equals("not found")
        || lower.startsWith("no handler");
  }

  private static Failure byType(int status, Headers headers, String type, String full) {
    String message = shortened(full);
    return switch (type) {
      case "timeout" -> new Failure.QueryTimeout(message);
      case "canceled" -> new Failure.Cancelled(message);
      case "too_many_requests" -> new Failure.TooManyRequests(message, retryAfter(headers));
      case "too_large_entry" -> new Failure.LimitExceeded(message, limit(full));
      case "not_acceptable" -> new Failure.NotSupported(message);
      case "not_found" -> new Failure.NotFound(message);
      default -> byWords(status, type, full);
    };
  }

  private static Failure byWords(int status, String type, String full) {
    String message = shortened(full);
    if (status >= 500) {
      return new Failure.ServerError(message, status);
    }
    String limit = limit(full);
    if (limit != null || SIZE.matcher(full).find()) {
      return new Failure.LimitExceeded(message, limit);
    }
    if (message.contains("is disabled") || message.contains("not supported by")) {
      return new Failure.NotSupported(message);
    }
    boolean wordsOfAStore =
        type.equals("bad_data") || type.equals("execution") || status == 400 || status == 422;
    return wordsOfAStore
        ? new Failure.BadQuery(message, position(message))
        : new Failure.ServerError(message, status);
  }

  private static @Nullable Failure tenantFailure(int status, String message) {
    if (message.equals("no org id")) {
      return new Failure.TenantRequired(
          "the store wants a tenant: " + message, TenantProblem.MISSING);
    }
    if (TOO_MANY_TENANTS.matcher(message).find()) {
      return new Failure.TenantRequired(message, TenantProblem.TOO_MANY);
    }
    boolean may = status == 400 || status == 401 || status == 500;
    return may && BAD_TENANT.matcher(message).find()
        ? new Failure.TenantRequired(message, TenantProblem.MALFORMED)
        : null;
  }

  /** A body that is no answer of a store. */
  static Failure.ProtocolError notAnAnswer(int status, String message, String body) {
    String shown = oneLine(body);
    return new Failure.ProtocolError(message, status, shown);
  }

  private static boolean isHtml(String start, Headers headers) {
    String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return start.startsWith("<") || (type.contains("text/html") && !start.startsWith("{"));
  }

  private static Failure.@Nullable Position position(String message) {
    Matcher at = POSITION.matcher(message);
    return at.find()
        ? new Failure.Position(Integer.parseInt(at.group(1)), Integer.parseInt(at.group(2)))
        : null;
  }

  private static @Nullable String limit(String message) {
    Matcher id = MIMIR_ID.matcher(message);
    return id.find() && !BAD_DATA.matcher(id.group(1)).matches() ? id.group(1) : null;
  }

  private static @Nullable Duration retryAfter(Headers headers) {
    return headers.first("Retry-After").flatMap(RetryAfter::read).orElse(null);
  }

  private static String withoutQuery(String location) {
    int query = location.indexOf('?');
    String path = query < 0 ? location : location.substring(0, query);
    return path.replaceFirst("//[^/@]*@", "//***@");
  }

  private static String oneLine(String text) {
    String flat = flat(text);
    return flat.length() > SHOWN ? flat.substring(0, SHOWN) + "…" : flat;
  }

  private static String flat(String text) {
    return UNPRINTABLE.matcher(text.strip()).replaceAll("?").replaceAll("\\s+", " ");
  }

  /** Without the middle: what can be done about it, such as the flag of a limit, is at the end. */
  private static String shortened(String text) {
    int tail = SHOWN;
    return text.length() > SHOWN + tail
        ? text.substring(0, SHOWN) + " … " + text.substring(text.length() - tail)
        : text;
  }
}
