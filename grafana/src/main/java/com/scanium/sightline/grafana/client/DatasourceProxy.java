package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends through a data source of Grafana.
 *
 * <p>Give {@link #url()} to a client as the address of its store and this as its transport. What
 * the data source is called is looked up with the first request; where the account may not look it
 * up, the name is taken for the uid. Grafana adds the credentials of the data source, and this adds
 * those for Grafana; a client's own never go along.
 *
 * <p>Safe for use by several threads. Closing it does nothing: the connections are the Grafana
 * client's.
 */
public final class DatasourceProxy implements Transport {
  private static final String PROXY = "/api/datasources/proxy/uid/";

  private final Api api;
  private final String nameOrUid;
  private final String url;
  private volatile @Nullable String uid;

  DatasourceProxy(Api api, String nameOrUid) {
    if (Objects.requireNonNull(nameOrUid, "nameOrUid").isBlank()) {
      throw new IllegalArgumentException("a data source has a name");
    }
    this.api = api;
    this.nameOrUid = nameOrUid;
    this.url = api.base() + PROXY + Form.encode(nameOrUid);
  }

  /** The address of the store as clients are to take it. */
  public String url() {
    return url;
  }

  /**
   * The uid of the data source; asks Grafana the first time.
   *
   * @return the name itself where Grafana has no data source of that name, or does not tell
   */
  public Answer<String> uid() {
    String known = uid;
    return known != null
        ? Answer.known(known)
        : meaning(api.ask(GrafanaCalls.datasourceByName(nameOrUid)));
  }

  /** What a look-up says about the name; only a Grafana that cannot be reached says nothing. */
  private Answer<String> meaning(Answer<StoredDatasource> lookUp) {
    if (lookUp instanceof Answer.Known<StoredDatasource> found && !found.value().uid().isEmpty()) {
      uid = found.value().uid();
      return Answer.known(found.value().uid());
    }
    if (lookUp instanceof Answer.NotAsked<StoredDatasource> notAsked) {
      return Answer.notAsked(notAsked.reason());
    }
    if (lookUp instanceof Answer.Failed<StoredDatasource> failed) {
      Failure.Kind kind = failed.failure().kind();
      if (kind == Failure.Kind.UNREACHABLE || kind == Failure.Kind.CANCELLED) {
        return Answer.failed(failed.failure());
      }
      if (kind == Failure.Kind.NOT_FOUND) {
        uid = nameOrUid;
      }
    }
    return Answer.known(nameOrUid);
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    String found = require(uid());
    return api.transport().exchange(addressed(request, found), handler);
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    String known = uid;
    if (known != null) {
      return api.transport().exchangeAsync(addressed(request, known), handler);
    }
    LinkedFuture<T> result = new LinkedFuture<>();
    CompletableFuture<Answer<StoredDatasource>> lookUp =
        api.askAsync(GrafanaCalls.datasourceByName(nameOrUid));
    result.worksOn(lookUp);
    var unused =
        lookUp.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                result.completeExceptionally(LinkedFuture.unwrapped(failure));
              } else if (!result.isDone()) {
                send(request, found, handler, result);
              }
            });
    return result;
  }

  /** The second half of a question whose data source had to be looked up. */
  private <T> void send(
      Request request,
      Answer<StoredDatasource> lookUp,
      ResponseHandler<T> handler,
      LinkedFuture<T> result) {
    CompletableFuture<T> sent;
    try {
      sent = api.transport().exchangeAsync(addressed(request, require(meaning(lookUp))), handler);
    } catch (TransportException | RuntimeException e) {
      result.completeExceptionally(e);
      return;
    }
    result.worksOn(sent);
    var unused =
        sent.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(LinkedFuture.unwrapped(failure));
              }
            });
  }

  private String require(Answer<String> answer) throws TransportException {
    if (answer instanceof Answer.Known<String> known) {
      return known.value();
    }
    if (answer instanceof Answer.Failed<String> failed) {
      TransportException.Kind kind =
          failed.failure() instanceof Failure.Unreachable unreachable
              ? unreachable.reason()
              : TransportException.Kind.CANCELLED;
      throw new TransportException(kind, failed.failure().message());
    }
    throw new TransportException(
        TransportException.Kind.BUDGET, "data source \"" + nameOrUid + "\" was not looked up");
  }

  /**
   * The request with the uid in its address and Grafana's headers instead of a client's own.
   *
   * @throws IllegalArgumentException when it does not go to {@link #url()}
   */
  private Request addressed(Request request, String found) {
    String to = request.uri().toString();
    if (!to.startsWith(url)) {
      throw new IllegalArgumentException(
          "this transport sends to " + url + " only, not to " + request.line());
    }
    URI address = URI.create(api.base() + PROXY + Form.encode(found) + to.substring(url.length()));
    Headers headers = request.headers().without("Authorization");
    for (Headers.Field field : api.headers().fields()) {
      if (headers.first(field.name()).isEmpty()) {
        headers = headers.with(field.name(), field.value());
      }
    }
    Request.Builder addressed = Request.builder(request.method(), address);
    byte[] body = request.body();
    if (body.length > 0) {
      addressed.body(request.headers().first("Content-Type").orElse("text/plain"), body);
    }
    addressed.headers(headers);
    request.deadline().ifPresent(addressed::deadline);
    if (request.isIdempotent()) {
      addressed.idempotent();
    } else {
      addressed.notIdempotent();
    }
    return addressed.build();
  }

  @Override
  public void close() {
    // the Grafana client closes its connections
  }

  @Override
  public String toString() {
    return "data source \"" + nameOrUid + "\" of " + api.base();
  }
}
