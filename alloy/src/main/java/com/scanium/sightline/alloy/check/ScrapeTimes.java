package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Basis;
import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.syntax.Statement;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the timeout of a {@code prometheus.scrape} against its interval: Alloy refuses a component
 * that waits longer for an answer than it takes to the next scrape. Both have a default, so one of
 * them alone can be wrong.
 */
final class ScrapeTimes {
  private static final String INTERVAL = "scrape_interval";
  private static final String TIMEOUT = "scrape_timeout";

  /** What holds when nothing is written. */
  private static final Map<String, String> BY_DEFAULT = Map.of(INTERVAL, "60s", TIMEOUT, "10s");

  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ms",
          new BigDecimal("0.001"),
          "s",
          BigDecimal.ONE,
          "m",
          BigDecimal.valueOf(60),
          "h",
          BigDecimal.valueOf(3600));
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

  private final Realm.Node node;
  private final ValueCheck values;

  ScrapeTimes(Realm.Node node, ValueCheck values) {
    this.node = node;
    this.values = values;
  }

  /** What is wrong; empty when nothing is, or when a time is not known before Alloy runs. */
  Optional<Defect> check() {
    Optional<String> interval = written(INTERVAL);
    Optional<String> timeout = written(TIMEOUT);
    Optional<BigDecimal> most = interval.flatMap(ScrapeTimes::seconds);
    Optional<BigDecimal> asked = timeout.flatMap(ScrapeTimes::seconds);
    if (most.isEmpty() || asked.isEmpty() || asked.get().compareTo(most.get()) <= 0) {
      return Optional.empty();
    }
    Statement.Attribute place = attribute(TIMEOUT).or(() -> attribute(INTERVAL)).orElse(null);
    if (place == null) {
      return Optional.empty();
    }
    return Optional.of(
        Defect.of(ValueCheck.INVALID, Phase.LOAD, node.source().location(place.value().span()))
            .message(
                "the scrape would wait "
                    + timeout.get()
                    + " for an answer, longer than its interval of "
                    + interval.get())
            .basis(Basis.CATALOGUE)
            .evidence(
                attribute(TIMEOUT).isEmpty() || attribute(INTERVAL).isEmpty()
                    ? "where nothing is written, scrape_interval is 60s and scrape_timeout 10s"
                    : "Alloy refuses a scrape_timeout above the scrape_interval")
            .fix("set scrape_timeout to " + interval.get() + " or less")
            .build());
  }

  private Optional<Statement.Attribute> attribute(String name) {
    return node.body().stream()
        .filter(Statement.Attribute.class::isInstance)
        .map(Statement.Attribute.class::cast)
        .filter(attribute -> attribute.name().text().equals(name))
        .findFirst();
  }

  private Optional<String> written(String name) {
    Optional<Statement.Attribute> attribute = attribute(name);
    return attribute.isEmpty()
        ? Optional.ofNullable(BY_DEFAULT.get(name))
        : values.text(attribute.get().value());
  }

  private static Optional<BigDecimal> seconds(String duration) {
    Matcher part = PART.matcher(duration);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      BigDecimal unit = SECONDS.getOrDefault(part.group(2), BigDecimal.ZERO);
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    return end > 0 && end == duration.length() ? Optional.of(sum) : Optional.empty();
  }
}
