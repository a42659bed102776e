package com.scanium.sightline.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A future that hands its cancellation to whatever works on it. The futures of the JDK do not: who
 * cancels what {@code thenApply} returned leaves the connection below running.
 *
 * @param <T> what it completes with
 */
public final class LinkedFuture<T> extends CompletableFuture<T> {
  private final AtomicReference<Runnable> onCancel = new AtomicReference<>();

  /** A future that nothing works on yet. */
  public LinkedFuture() {}

  /**
   * What becomes of a future, with cancellation going back to it.
   *
   * @param next gets the value or the failure (never wrapped in a {@link CompletionException});
   *     what it throws fails the result
   * @param <A> what the source completes with
   * @param <B> what the result completes with
   */
  public static <A, B> LinkedFuture<B> after(
      CompletableFuture<A> source, BiFunction<@Nullable A, @Nullable Throwable, B> next) {
    LinkedFuture<B> result = new LinkedFuture<>();
    result.worksOn(source);
    var unused =
        source.whenComplete(
            (value, failure) -> {
              try {
                result.complete(next.apply(value, failure == null ? null : unwrapped(failure)));
              } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
              }
            });
    return result;
  }

  /** The failure that a {@link CompletionException} wraps, or the failure itself. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Says what cancelling this future must cancel from now on. */
  public void worksOn(CompletableFuture<?> work) {
    onCancel(() -> work.cancel(true));
  }

  /**
   * Says what cancelling this future must do from now on; it is done once, at once if it is late.
   */
  public void onCancel(Runnable action) {
    onCancel.set(Objects.requireNonNull(action, "action"));
    if (isCancelled()) {
      runOnCancel();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      runOnCancel();
    }
    return cancelled;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  private void runOnCancel() {
    Runnable action = onCancel.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }
}
