package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.grafana.internal.Call;
import com.scanium.sightline.grafana.internal.Call.Trait;
import com.scanium.sightline.grafana.internal.FailureReader;
import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.RetryAfter;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.Failure.Collision;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.Locale;

/** What Grafana means by a failure: by status, then by {@code status} and {@code message}. */
final class GrafanaFailures implements FailureReader {
  @Override
  public Failure read(Call<?> call, int status, Headers headers, String body, String where) {
    Doc tree =
        DocReader.json(SourceText.of("answer", body))
            .root()
            .filter(Doc::isObject)
            .orElse(Doc.object());
    String words = Api.oneLine(words(tree, body));
    String message = words.isEmpty() ? "HTTP " + status : words;
    return switch (status) {
      case 401, 403, 407 -> new Failure.Unauthorized(message, status);
      case 404 ->
          call.has(Trait.OPTIONAL)
              ? new Failure.NotSupported("this server has nothing at " + where)
              : new Failure.NotFound("nothing at " + where + " (" + message + ")");
      case 405, 406, 415, 501 -> new Failure.NotSupported(where + ": " + message);
      case 409, 412 ->
          new Failure.Conflict(message, collision(Trees.text(tree, "status"), message));
      case 413, 431 -> new Failure.LimitExceeded(message, null);
      case 429, 529 ->
          new Failure.TooManyRequests(
              message, headers.first("Retry-After").flatMap(RetryAfter::read).orElse(null));
      case 408 -> new Failure.QueryTimeout(message);
      case 499 -> new Failure.Cancelled(message);
      case 504 ->
          message.toLowerCase(Locale.ROOT).contains("timeout")
              ? new Failure.QueryTimeout(message)
              : new Failure.ServerError(message, status);
      default -> byWords(status, message);
    };
  }

  private static Failure byWords(int status, String message) {
    if (status >= 500) {
      return new Failure.ServerError(message, status);
    }
    return message.toLowerCase(Locale.ROOT).contains("provisioned")
        ? new Failure.Conflict(message, Collision.MANAGED_ELSEWHERE)
        : new Failure.BadQuery(message, null);
  }

  private static Collision collision(String status, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (status.equals("version-mismatch") || lower.contains("changed by someone else")) {
      return Collision.OUTDATED;
    }
    if (status.equals("name-exists") || lower.contains("already exists")) {
      return Collision.NAME_TAKEN;
    }
    boolean elsewhere = status.equals("plugin-dashboard") || lower.contains("provisioned");
    return elsewhere ? Collision.MANAGED_ELSEWHERE : Collision.OTHER;
  }

  private static String words(Doc tree, String body) {
    String message = Trees.text(tree, "message");
    String error = Trees.text(tree, "error");
    if (message.isEmpty() && error.isEmpty()) {
      return body;
    }
    boolean both = !message.isEmpty() && !error.isEmpty() && !error.equals(message);
    return both ? message + ": " + error : message + (message.isEmpty() ? error : "");
  }
}
