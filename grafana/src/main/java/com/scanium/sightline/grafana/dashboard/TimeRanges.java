package com.scanium.sightline.grafana.dashboard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of the time range that a dashboard opens with. */
final class TimeRanges {
  private static final Pattern RELATIVE =
      Pattern.compile("now(?:([-+])(\\d{1,9})([smhdwMQy]))?(?:/(f?[smhdwMQy]))?");
  private static final Pattern SPAN = Pattern.compile("(?:now-)?(\\d{1,9})([smhdwMQy])");
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private TimeRanges() {}

  /** From one end to the other; empty when it depends on the time of day, or isn't readable. */
  static Optional<Duration> between(String from, String to) {
    Matcher start = RELATIVE.matcher(from.strip());
    Matcher end = RELATIVE.matcher(to.strip());
    Optional<Duration> length;
    if (start.matches() && end.matches()) {
      String unit = start.group(4);
      boolean rounded = unit != null || end.group(4) != null;
      if (!rounded) {
        length = Optional.of(offset(end).minus(offset(start)));
      } else if (unit != null && unit.equals(end.group(4)) && !unit.startsWith("f")) {
        length = Optional.of(offset(end).minus(offset(start)).plus(unit(unit)));
      } else {
        return Optional.empty();
      }
    } else {
      Optional<Instant> first = absolute(from);
      Optional<Instant> last = absolute(to);
      length =
          first.isPresent() && last.isPresent()
              ? Optional.of(Duration.between(first.get(), last.get()))
              : Optional.empty();
    }
    return length.filter(it -> !it.isNegative() && !it.isZero());
  }

  /** A panel's own range, such as {@code 1h}; empty when it isn't readable. */
  static Optional<Duration> span(String text) {
    Matcher matcher = SPAN.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))))
            .filter(it -> !it.isZero())
        : Optional.empty();
  }

  private static Duration offset(Matcher relative) {
    if (relative.group(2) == null) {
      return Duration.ZERO;
    }
    Duration amount = unit(relative.group(3)).multipliedBy(Long.parseLong(relative.group(2)));
    return relative.group(1).equals("-") ? amount.negated() : amount;
  }

  private static Duration unit(String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      case "M" -> Duration.ofDays(30);
      case "Q" -> Duration.ofDays(91);
      default -> Duration.ofDays(365);
    };
  }

  private static Optional<Instant> absolute(String text) {
    if (text.matches("\\d{10,14}")) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      // the form that the date picker writes
    }
    try {
      return Optional.of(LocalDateTime.parse(text, PLAIN).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
