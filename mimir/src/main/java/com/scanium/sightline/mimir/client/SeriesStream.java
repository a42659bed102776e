package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.StoreException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The series of an answer to pull, in the order of the store, a few of them read ahead.
 *
 * <p>For one thread. Closing it closes the connection, also in the middle of an answer.
 *
 * <pre>{@code
 * try (SeriesStream all = mimir.streamRange("up", start, end, step)) {
 *   for (Optional<Series> next = all.next(); next.isPresent(); next = all.next()) {
 *     sum += next.get().size();
 *   }
 *   Answer<StreamSummary> end = all.summary();
 * }
 * }</pre>
 */
public final class SeriesStream implements AutoCloseable {
  /** Enough that neither side waits for the other at each series. */
  private static final int AHEAD = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Series> ready = new ArrayDeque<>();
  private @Nullable CompletableFuture<Answer<StreamSummary>> asked;
  private @Nullable Answer<StreamSummary> end;
  private @Nullable Throwable bug;
  private boolean closed;

  private SeriesStream() {}

  /** Starts to ask; the question may be one that answers on the thread that puts it. */
  static SeriesStream start(
      Function<SeriesConsumer, CompletableFuture<Answer<StreamSummary>>> question) {
    SeriesStream stream = new SeriesStream();
    Thread asking = new Thread(() -> stream.run(question), "sightline-series-stream");
    asking.setDaemon(true);
    asking.start();
    return stream;
  }

  private void run(Function<SeriesConsumer, CompletableFuture<Answer<StreamSummary>>> question) {
    CompletableFuture<Answer<StreamSummary>> future;
    try {
      future = question.apply(this::offer);
    } catch (RuntimeException e) {
      finish(null, e);
      return;
    }
    lock.lock();
    try {
      asked = future;
      if (closed) {
        future.cancel(true);
      }
    } finally {
      lock.unlock();
    }
    var unused = future.whenComplete(this::finish);
  }

  /** The stream was closed before its end; ends the reading, and nobody sees it. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the stream was closed", null, false, false);
    }
  }

  private void offer(SeriesView view) {
    Series series = view.toSeries();
    lock.lock();
    try {
      while (ready.size() >= AHEAD && !closed) {
        changed.await();
      }
      if (closed) {
        throw new Closed();
      }
      ready.add(series);
      changed.signalAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Closed();
    } finally {
      lock.unlock();
    }
  }

  private void finish(@Nullable Answer<StreamSummary> answer, @Nullable Throwable failure) {
    lock.lock();
    try {
      if (answer != null) {
        end = answer;
      } else if (failure instanceof RuntimeException || failure instanceof Error) {
        bug = failure;
        end = Answer.failed(new Failure.Cancelled("the stream ended early"));
      } else {
        end = Answer.failed(new Failure.Cancelled("the stream ended early"));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next series; waits for it.
   *
   * @return empty at the end of the answer
   * @throws StoreException when the question failed, also behind some series
   * @throws IllegalStateException when the stream is closed, or the question was not put
   */
  public Optional<Series> next() {
    lock.lock();
    try {
      while (ready.isEmpty() && end == null && !closed) {
        changed.await();
      }
      if (closed) {
        throw new IllegalStateException("the stream is closed");
      }
      Series series = ready.poll();
      if (series != null) {
        changed.signalAll();
        return Optional.of(series);
      }
      if (bug != null) {
        throw new IllegalStateException("the stream ended early", bug);
      }
      if (end != null) {
        end.orElseThrow();
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(new Failure.Cancelled("interrupted while waiting for a series"));
    } finally {
      lock.unlock();
    }
  }

  /** The rest as a stream, which is to be used within this one's life. */
  public Stream<Series> stream() {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<Series>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE) {
          @Override
          public boolean tryAdvance(Consumer<? super Series> action) {
            Optional<Series> next = next();
            next.ifPresent(action);
            return next.isPresent();
          }
        },
        false);
  }

  /**
   * What there was, with the warnings of the store.
   *
   * @throws NoSuchElementException before the end was reached
   */
  public Answer<StreamSummary> summary() {
    lock.lock();
    try {
      if (end == null || !ready.isEmpty()) {
        throw new NoSuchElementException("the answer was not read to its end");
      }
      return end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    CompletableFuture<Answer<StreamSummary>> under;
    lock.lock();
    try {
      closed = true;
      ready.clear();
      changed.signalAll();
      under = asked;
    } finally {
      lock.unlock();
    }
    if (under != null) {
      under.cancel(true);
    }
  }
}
