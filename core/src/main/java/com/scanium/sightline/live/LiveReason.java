package com.scanium.sightline.live;

import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.signal.LabelMatcher;
import java.time.Instant;
import java.util.List;

/**
 * Why a query shows nothing, as measured: the first stage at which what is there and what was
 * predicted part.
 */
public sealed interface LiveReason {
  /** The reason in one clause, for the verdict of a panel. */
  String summary();

  /**
   * The store does not answer.
   *
   * @param address whom was asked
   * @param failure what came instead
   */
  record StoreFails(String address, Failure failure) implements LiveReason {
    @Override
    public String summary() {
      return address + " does not answer: " + failure.message();
    }
  }

  /**
   * No stream of logs matches the selector within the time.
   *
   * @param query what was asked
   */
  record NoStream(String query) implements LiveReason {
    @Override
    public String summary() {
      return "no log stream matches the selector of " + query;
    }
  }

  /**
   * Log lines are there, and the query's pipeline drops them all.
   *
   * @param query what was asked
   * @param examined how many lines its selector matches
   */
  record LinesDropped(String query, long examined) implements LiveReason {
    @Override
    public String summary() {
      return "the selector matches " + examined + " lines, and the pipeline drops them all";
    }
  }

  /**
   * The targets are down: {@code up} is 0.
   *
   * @param job which
   */
  record TargetDown(JobHealth job) implements LiveReason {
    @Override
    public String summary() {
      return "job \"" + job.job() + "\" is down";
    }
  }

  /**
   * There is no {@code up}: nobody scrapes the job, or the write path is broken.
   *
   * @param job which
   */
  record TargetMissing(JobHealth job) implements LiveReason {
    @Override
    public String summary() {
      return "job \"" + job.job() + "\" has no up series";
    }
  }

  /**
   * The targets are up and give no samples.
   *
   * @param job which
   */
  record NoSamples(JobHealth job) implements LiveReason {
    @Override
    public String summary() {
      return "job \"" + job.job() + "\" is up and gives no samples";
    }
  }

  /**
   * The target is up, and the family that it declares has no series: nothing happened yet.
   *
   * @param job which
   * @param family what it declares
   */
  record NoTraffic(JobHealth job, MetricFamily family) implements LiveReason {
    @Override
    public String summary() {
      return family.name() + " has no series: no traffic yet";
    }
  }

  /**
   * The series are there and have stayed at zero.
   *
   * @param metric the metric
   */
  record StaysZero(String metric) implements LiveReason {
    @Override
    public String summary() {
      return metric + " stays at zero: no traffic";
    }
  }

  /**
   * No series of the name is there, and nothing explains why.
   *
   * @param metric the name
   */
  record MetricAbsent(String metric) implements LiveReason {
    @Override
    public String summary() {
      return metric + " is not in the store";
    }
  }

  /**
   * Series of the name were there and stopped.
   *
   * @param metric the name
   * @param last when the last sample was seen
   */
  record MetricStale(String metric, Instant last) implements LiveReason {
    @Override
    public String summary() {
      return metric + " stopped at " + last;
    }
  }

  /**
   * The metric is there; the label that is asked for is not.
   *
   * @param metric the name
   * @param label the label
   * @param labels the labels that its series have
   */
  record LabelMissing(String metric, String label, List<String> labels) implements LiveReason {
    /** Takes a copy. */
    public LabelMissing {
      labels = List.copyOf(labels);
    }

    @Override
    public String summary() {
      return metric + " has no label " + label;
    }
  }

  /**
   * The metric and the label are there; the value that is asked for is not.
   *
   * @param metric the name
   * @param matcher what finds nothing
   * @param values the values that the label has
   */
  record ValueMissing(String metric, LabelMatcher matcher, List<String> values)
      implements LiveReason {
    /** Takes a copy. */
    public ValueMissing {
      values = List.copyOf(values);
    }

    @Override
    public String summary() {
      return metric + " has no " + matcher;
    }
  }
}
