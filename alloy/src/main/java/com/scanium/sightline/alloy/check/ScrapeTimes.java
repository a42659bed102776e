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
 * that waits longer for an answer than it takes to the next scrape. Only what is written counts: a
 * short interval beside the default timeout runs (a configuration of Alloy's own scenarios does
 * so).
 */
final class ScrapeTimes {
  private static final String INTERVAL = "scrape_interval";
  private static final String TIMEOUT = "scrape_timeout";

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
    Optional<Statement.Attribute> interval = attribute(INTERVAL);
    Optional<Statement.Attribute> timeout = attribute(TIMEOUT);
    if (interval.isEmpty() || timeout.isEmpty()) {
      return Optional.empty();
    }
    String most = values.text(interval.get().value()).orElse("");
    String asked = values.text(timeout.get().value()).orElse("");
    boolean isTooLong =
        seconds(most)
            .flatMap(limit -> seconds(asked).filter(time -> time.compareTo(limit) > 0))
            .isPresent();
    if (!isTooLong) {
      return Optional.empty();
    }
    return Optional.of(
        Defect.of(
                ValueCheck.INVALID,
                Phase.LOAD,
                node.source().location(timeout.get().value().span()))
            .message(
                "the scrape would wait "
                    + asked
                    + " for an answer, longer than its interval of "
                    + most)
            .basis(Basis.CATALOGUE)
            .evidence("Alloy refuses a scrape_timeout above the scrape_interval")
            .fix("set scrape_timeout to " + most + " or less")
            .build());
  }

  private Optional<Statement.Attribute> attribute(String name) {
    return node.body().stream()
        .filter(Statement.Attribute.class::isInstance)
        .map(Statement.Attribute.class::cast)
        .filter(attribute -> attribute.name().text().equals(name))
        .findFirst();
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
