package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.mimir.client.RangePlan.Range;
import com.scanium.sightline.port.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the parts of a range, some at a time. The first part that fails fails the whole and ends
 * the others.
 */
final class PartedQuestion<A> {
  private final List<Range> parts;
  private final Function<Range, CompletableFuture<Answer<A>>> asking;
  private final Whole<A> made;
  private final AtomicReferenceArray<@Nullable Answer<A>> answers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger left;
  private final AtomicReferenceArray<@Nullable CompletableFuture<?>> running;
  private final LinkedFuture<Answer<A>> whole = new LinkedFuture<>();

  private PartedQuestion(
      List<Range> parts, Function<Range, CompletableFuture<Answer<A>>> asking, Whole<A> made) {
    this.parts = parts;
    this.asking = asking;
    this.made = made;
    this.answers = new AtomicReferenceArray<>(parts.size());
    this.left = new AtomicInteger(parts.size());
    this.running = new AtomicReferenceArray<>(parts.size());
  }

  /** Puts the parts of an answer together, which come in the order of time. */
  interface Whole<A> {
    /** Takes the next part. */
    void add(A part);

    /** All that came. */
    A whole();
  }

  static <A> CompletableFuture<Answer<A>> ask(
      List<Range> parts,
      int concurrency,
      Whole<A> made,
      Function<Range, CompletableFuture<Answer<A>>> asking) {
    PartedQuestion<A> question = new PartedQuestion<>(parts, asking, made);
    question.whole.onCancel(question::stop);
    for (int lane = 0; lane < concurrency; lane++) {
      question.work();
    }
    return question.whole;
  }

  /** Asks one part after the other; goes on when the answer to one that takes time is there. */
  private void work() {
    while (!whole.isDone()) {
      int number = next.getAndIncrement();
      if (number >= parts.size()) {
        return;
      }
      CompletableFuture<Answer<A>> asked = asking.apply(parts.get(number));
      running.set(number, asked);
      if (whole.isDone()) {
        asked.cancel(true);
      }
      if (!asked.isDone()) {
        var unused =
            asked.whenComplete(
                (answer, failure) -> {
                  note(number, answer, failure);
                  work();
                });
        return;
      }
      // in a loop rather than in callbacks: thousands of answers at once are no deep stack
      var unused = asked.whenComplete((answer, failure) -> note(number, answer, failure));
    }
  }

  private void note(int number, @Nullable Answer<A> answer, @Nullable Throwable failure) {
    running.set(number, null);
    if (failure != null || answer == null) {
      whole.completeExceptionally(
          failure == null
              ? new IllegalStateException("no answer")
              : LinkedFuture.unwrapped(failure));
      stop();
      return;
    }
    if (!(answer instanceof Answer.Known<A>)) {
      whole.complete(answer);
      stop();
      return;
    }
    answers.set(number, answer);
    if (left.decrementAndGet() == 0) {
      whole.complete(stitched());
    }
  }

  private void stop() {
    for (int i = 0; i < running.length(); i++) {
      CompletableFuture<?> asked = running.get(i);
      if (asked != null) {
        asked.cancel(true);
      }
    }
  }

  private Answer<A> stitched() {
    Set<String> warnings = new LinkedHashSet<>();
    for (int i = 0; i < answers.length(); i++) {
      if (answers.get(i) instanceof Answer.Known<A> known) {
        made.add(known.value());
        warnings.addAll(known.warnings());
        answers.set(i, null); // its memory is in the whole now
      }
    }
    return new Answer.Known<>(made.whole(), new ArrayList<>(warnings));
  }
}
