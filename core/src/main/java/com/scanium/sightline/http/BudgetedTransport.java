package com.scanium.sightline.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Sends while a budget lasts. */
final class BudgetedTransport implements Transport {
  private final Transport transport;
  private final RequestBudget budget;

  BudgetedTransport(Transport transport, RequestBudget budget) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.budget = Objects.requireNonNull(budget, "budget");
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    if (!budget.take()) {
      throw usedUp();
    }
    return transport.exchange(request, handler);
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    return budget.take()
        ? transport.exchangeAsync(request, handler)
        : CompletableFuture.failedFuture(usedUp());
  }

  private TransportException usedUp() {
    return new TransportException(
        TransportException.Kind.BUDGET, "the budget of " + budget.limit() + " requests is used up");
  }

  @Override
  public void close() {
    transport.close();
  }
}
