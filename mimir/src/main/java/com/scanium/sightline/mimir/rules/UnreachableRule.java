package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.validation.RuleContext;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Finds a store that does not answer, or does not answer everything: that proves nothing. */
final class UnreachableRule extends LiveRule {
  UnreachableRule() {
    super("mimir/unreachable");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    if (live.failure().isPresent()) {
      Failure failure = live.failure().get();
      if (failure.kind() != Failure.Kind.TENANT_REQUIRED) {
        out.accept(silent(live, failure));
      }
      return;
    }
    live.reasons(LiveReason.StoreFails.class).stream()
        .map(LiveReason.StoreFails::failure)
        .distinct()
        .forEach(failure -> out.accept(partly(live, failure)));
  }

  private Finding silent(LiveFacts live, Failure failure) {
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("the store does not answer: " + inShort(failure))
            .anchor(live.address())
            .evidence("asked: " + live.address())
            .evidence(failure.kind() + ": " + failure.message())
            .fix(Fix.of(fix(failure)));
    if (failure instanceof Failure.ProtocolError protocol && !protocol.firstBytes().isEmpty()) {
      finding.evidence("the body begins: " + protocol.firstBytes());
    }
    return finding.build();
  }

  private Finding partly(LiveFacts live, Failure failure) {
    Set<ConsumerRef> refused =
        live.affectedBy(
            reason ->
                reason instanceof LiveReason.StoreFails fails && fails.failure().equals(failure));
    return Finding.of(id(), Severity.WARNING)
        .message("the store answers some questions only: " + inShort(failure))
        .anchor(live.address() + " " + failure.kind())
        .evidence(failure.kind() + ": " + failure.message())
        .affects(refused)
        .fix(Fix.of(fix(failure)))
        .build();
  }

  private static String inShort(Failure failure) {
    return switch (failure.kind()) {
      case UNAUTHORIZED -> "it refuses the credentials";
      case NOT_FOUND -> "nothing is at that address";
      case PROTOCOL_ERROR -> "what came back is not the answer of a store";
      case TOO_MANY_REQUESTS -> "it is asked too often";
      case QUERY_TIMEOUT -> "it runs out of time";
      case LIMIT_EXCEEDED -> "a limit is exceeded";
      case SERVER_ERROR -> "it fails";
      case UNREACHABLE -> unreachable(((Failure.Unreachable) failure).reason());
      default -> failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String unreachable(TransportException.Kind reason) {
    return switch (reason) {
      case DNS -> "its host name does not resolve";
      case REFUSED -> "nobody listens there";
      case NO_ROUTE -> "there is no way to it";
      case TLS -> "no TLS connection comes about";
      case TIMEOUT -> "it takes too long";
      case RESET -> "the connection breaks off";
      default -> "no conversation comes about";
    };
  }

  private static String fix(Failure failure) {
    return switch (failure.kind()) {
      case NOT_FOUND ->
          "give the base of the query interface as store.url; that of Mimir ends in /prometheus";
      case UNAUTHORIZED -> "give credentials with bearerTokenEnv, or basicAuth, under store";
      case PROTOCOL_ERROR ->
          "give the address of the store itself, or credentials that the gateway before it accepts";
      case TOO_MANY_REQUESTS, QUERY_TIMEOUT, SERVER_ERROR -> "see what the store's own log says";
      case LIMIT_EXCEEDED -> "narrow the query, or raise the limit that the store names";
      default -> "start the store, or correct store.url in sightline.yaml";
    };
  }
}
