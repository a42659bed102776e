package com.scanium.sightline.port;

import com.scanium.sightline.http.TransportException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a question to a live system has no answer.
 *
 * <p>Rules decide by {@link #kind()} or by type, never by the words of {@link #message()}. No part
 * holds credentials: whoever makes a failure masks them first. Immutable.
 */
public sealed interface Failure {
  /** The case, one for each type. */
  Kind kind();

  /** What happened, in the system's own words where it gave some; one line without a full stop. */
  String message();

  /** The cases of a {@link Failure}. */
  enum Kind {
    /** The system could not read the question. */
    BAD_QUERY,
    /** Credentials are missing, wrong or not sufficient. */
    UNAUTHORIZED,
    /** The tenant is missing or not one that this question can be put to. */
    TENANT_REQUIRED,
    /** The system asks to come back later. */
    TOO_MANY_REQUESTS,
    /** The system gave up on the question. */
    QUERY_TIMEOUT,
    /** The question or its answer is larger than a limit. */
    LIMIT_EXCEEDED,
    /** This system does not have what was asked for. */
    NOT_SUPPORTED,
    /** Nothing is at that address, or the thing asked for does not exist. */
    NOT_FOUND,
    /** A change was refused, for the thing is not as the caller thinks. */
    CONFLICT,
    /** The system failed. */
    SERVER_ERROR,
    /** What came back is not what such a system says. */
    PROTOCOL_ERROR,
    /** No conversation came about. */
    UNREACHABLE,
    /** The caller gave up. */
    CANCELLED
  }

  /**
   * A place in a query as the store counts it.
   *
   * @param line 1-based
   * @param column 1-based; bytes on the line for stores written in Go
   */
  record Position(int line, int column) {}

  /**
   * The store could not read the question: a syntax or type error, or a parameter out of range.
   *
   * @param position where in the query, or null when the store did not say
   */
  record BadQuery(String message, @Nullable Position position) implements Failure {
    /** Refuses an absent message. */
    public BadQuery {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.BAD_QUERY;
    }

    /** Where in the query; empty when the store did not say. */
    public Optional<Position> at() {
      return Optional.ofNullable(position);
    }
  }

  /**
   * Credentials are missing, wrong or not sufficient.
   *
   * @param status the HTTP status, 401 or 403 as a rule
   */
  record Unauthorized(String message, int status) implements Failure {
    /** Refuses an absent message. */
    public Unauthorized {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.UNAUTHORIZED;
    }
  }

  /** What is wrong with a tenant. */
  enum TenantProblem {
    /** The store wants one and none was sent. */
    MISSING,
    /** What was sent is not a tenant id. */
    MALFORMED,
    /** More tenants than the store or this question takes. */
    TOO_MANY
  }

  /**
   * The store wants a tenant that it can use. A tenant that merely does not exist is no failure: it
   * is an empty one.
   *
   * @param problem what is wrong with what was sent
   */
  record TenantRequired(String message, TenantProblem problem) implements Failure {
    /** Refuses absent parts. */
    public TenantRequired {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(problem, "problem");
    }

    @Override
    public Kind kind() {
      return Kind.TENANT_REQUIRED;
    }
  }

  /**
   * The system asks to come back later.
   *
   * @param retryAfter how long to wait, or null when it did not say
   */
  record TooManyRequests(String message, @Nullable Duration retryAfter) implements Failure {
    /** Refuses an absent message. */
    public TooManyRequests {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.TOO_MANY_REQUESTS;
    }

    /** How long to wait; empty when the system did not say. */
    public Optional<Duration> delay() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** The store ran out of time on the question. */
  record QueryTimeout(String message) implements Failure {
    /** Refuses an absent message. */
    public QueryTimeout {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.QUERY_TIMEOUT;
    }
  }

  /**
   * The question or its answer is larger than a limit, the store's or this client's.
   *
   * @param limit the store's name of the limit ({@code max-series-per-query}), or null when unknown
   */
  record LimitExceeded(String message, @Nullable String limit) implements Failure {
    /** Refuses an absent message. */
    public LimitExceeded {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.LIMIT_EXCEEDED;
    }

    /** The store's name of the limit; empty when unknown. */
    public Optional<String> limitName() {
      return Optional.ofNullable(limit);
    }
  }

  /** This product or version does not have what was asked for. */
  record NotSupported(String message) implements Failure {
    /** Refuses an absent message. */
    public NotSupported {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.NOT_SUPPORTED;
    }
  }

  /** Nothing is at that address (often a base URL without its prefix), or no such thing exists. */
  record NotFound(String message) implements Failure {
    /** Refuses an absent message. */
    public NotFound {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.NOT_FOUND;
    }
  }

  /** Why a change was refused. */
  enum Collision {
    /** Somebody else changed the thing since it was read. */
    OUTDATED,
    /** Another thing has that name or id. */
    NAME_TAKEN,
    /** The thing is managed elsewhere, such as by a file, and cannot be changed here. */
    MANAGED_ELSEWHERE,
    /** It does not say, or something else. */
    OTHER
  }

  /**
   * A change was refused, for the thing is not as the caller thinks; nothing was changed.
   *
   * @param collision why
   */
  record Conflict(String message, Collision collision) implements Failure {
    /** Refuses absent parts. */
    public Conflict {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(collision, "collision");
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }
  }

  /**
   * The system failed.
   *
   * @param status the HTTP status
   */
  record ServerError(String message, int status) implements Failure {
    /** Refuses an absent message. */
    public ServerError {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.SERVER_ERROR;
    }
  }

  /**
   * What came back is not what such a system says: a login page, HTML of a gateway, broken JSON.
   *
   * @param status the HTTP status
   * @param firstBytes the beginning of the body as text, secrets masked; empty when there was none
   */
  record ProtocolError(String message, int status, String firstBytes) implements Failure {
    /** Refuses absent parts. */
    public ProtocolError {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(firstBytes, "firstBytes");
    }

    @Override
    public Kind kind() {
      return Kind.PROTOCOL_ERROR;
    }
  }

  /**
   * No conversation came about, or it broke off.
   *
   * @param reason how: the name did not resolve, nobody listens, TLS, time, a reset, …
   */
  record Unreachable(String message, TransportException.Kind reason) implements Failure {
    /** Refuses absent parts. */
    public Unreachable {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public Kind kind() {
      return Kind.UNREACHABLE;
    }
  }

  /** The caller gave up before there was an answer. */
  record Cancelled(String message) implements Failure {
    /** Refuses an absent message. */
    public Cancelled {
      Objects.requireNonNull(message, "message");
    }

    @Override
    public Kind kind() {
      return Kind.CANCELLED;
    }
  }
}
