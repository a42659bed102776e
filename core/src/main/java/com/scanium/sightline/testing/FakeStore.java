package com.scanium.sightline.testing;

import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A store that answers from what a test says, and remembers what it was asked. What nobody said
 * anything about is known to be empty, as in a store without data. Safe for use by several threads
 * when the functions are.
 */
public final class FakeStore implements SeriesStore {
  private final Builder told;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private FakeStore(Builder told) {
    this.told = told;
  }

  /** Starts a store that is empty. */
  public static Builder builder() {
    return new Builder();
  }

  /** A store on which every question fails like this. */
  public static FakeStore failing(Failure failure) {
    Objects.requireNonNull(failure, "failure");
    return builder()
        .product(Answer.failed(failure))
        .instants(query -> Answer.failed(failure))
        .ranges(query -> Answer.failed(failure))
        .series(selector -> Answer.failed(failure))
        .labelValues((label, matchers) -> Answer.failed(failure))
        .metadata(metric -> Answer.failed(failure))
        .targets(Answer.failed(failure))
        .build();
  }

  /** A sample for the answers of a test, at the epoch. */
  public static Sample sample(double value, Map<String, String> labels) {
    return new Sample(labels, Instant.EPOCH, value);
  }

  /** What was asked so far, in its order: {@code instant up}, {@code labelValues job}, … */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  /** Whether somebody closed it. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public String layer() {
    return told.layer;
  }

  @Override
  public String address() {
    return "http://store.example/prometheus";
  }

  @Override
  public Tenant tenant() {
    return told.tenant;
  }

  @Override
  public Answer<Product> product() {
    questions.add("product");
    return told.product;
  }

  @Override
  public Answer<List<Sample>> instant(String query, Instant at) {
    questions.add("instant " + query);
    return told.instants.apply(query);
  }

  @Override
  public Answer<List<Series>> range(String query, Instant from, Instant to, Duration step) {
    questions.add("range " + query);
    return told.ranges.apply(query);
  }

  @Override
  public Answer<List<String>> labelValues(
      String label, List<String> matchers, Instant from, Instant to) {
    questions.add("labelValues " + label + (matchers.isEmpty() ? "" : " " + matchers));
    return told.labelValues.answer(label, matchers);
  }

  @Override
  public Answer<List<Map<String, String>>> series(String selector, Instant from, Instant to) {
    questions.add("series " + selector);
    return told.series.apply(selector);
  }

  @Override
  public Answer<List<Metadata>> metadata(String metric) {
    questions.add("metadata " + metric);
    return told.metadata.apply(metric);
  }

  @Override
  public Answer<List<TargetState>> targets() {
    questions.add("targets");
    return told.targets;
  }

  @Override
  public int requests() {
    return questions.size();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Answers a question for the values of a label. */
  @FunctionalInterface
  public interface LabelValues {
    /** The values of this label on series that match any of the selectors. */
    Answer<List<String>> answer(String label, List<String> matchers);
  }

  /** Collects what a store shall answer; not safe for use by several threads. */
  public static final class Builder {
    private String layer = "mimir";
    private Tenant tenant = Tenant.none();
    private Answer<Product> product = Answer.known(new Product("Mimir", "3.0.0"));
    private Function<String, Answer<List<Sample>>> instants = query -> Answer.known(List.of());
    private Function<String, Answer<List<Series>>> ranges = query -> Answer.known(List.of());
    private Function<String, Answer<List<Map<String, String>>>> series =
        selector -> Answer.known(List.of());
    private LabelValues labelValues = (label, matchers) -> Answer.known(List.of());
    private Function<String, Answer<List<Metadata>>> metadata = metric -> Answer.known(List.of());
    private Answer<List<TargetState>> targets =
        Answer.failed(new Failure.NotSupported("this store does not scrape"));

    private Builder() {}

    /** The layer of its rules; {@code mimir} unless set. */
    public Builder layer(String layer) {
      this.layer = layer;
      return this;
    }

    /** As which tenant it is asked. */
    public Builder tenant(Tenant tenant) {
      this.tenant = tenant;
      return this;
    }

    /** Which program it says to be. */
    public Builder product(Answer<Product> product) {
      this.product = product;
      return this;
    }

    /** Answers expressions at a moment. */
    public Builder instants(Function<String, Answer<List<Sample>>> answers) {
      this.instants = answers;
      return this;
    }

    /** Answers one expression at a moment; others as told before. */
    public Builder instant(String query, Sample... samples) {
      return instantWhere(query::equals, Answer.known(List.of(samples)));
    }

    /** Answers expressions that pass a test; others as told before. */
    public Builder instantWhere(Predicate<String> query, Answer<List<Sample>> answer) {
      Function<String, Answer<List<Sample>>> others = instants;
      return instants(asked -> query.test(asked) ? answer : others.apply(asked));
    }

    /** Answers expressions over time. */
    public Builder ranges(Function<String, Answer<List<Series>>> answers) {
      this.ranges = answers;
      return this;
    }

    /** Answers selectors with label sets. */
    public Builder series(Function<String, Answer<List<Map<String, String>>>> answers) {
      this.series = answers;
      return this;
    }

    /** Answers questions for label values. */
    public Builder labelValues(LabelValues answers) {
      this.labelValues = answers;
      return this;
    }

    /** Answers questions for metadata. */
    public Builder metadata(Function<String, Answer<List<Metadata>>> answers) {
      this.metadata = answers;
      return this;
    }

    /** The state of its targets; not supported unless set. */
    public Builder targets(Answer<List<TargetState>> targets) {
      this.targets = targets;
      return this;
    }

    /** The store. */
    public FakeStore build() {
      return new FakeStore(this);
    }
  }
}
