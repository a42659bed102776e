package com.scanium.sightline.grafana.dashboard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
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

  private static final Pattern CHAIN =
      Pattern.compile("now((?:[-+]\\d{1,9}[smhdwMQy]|/[smhdwMQy])*)");
  private static final Pattern LINK = Pattern.compile("([-+])(\\d{1,9})([smhdwMQy])|/([smhdwMQy])");
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

  /** Which end of a time range a text stands for: a rounded time is the first or last moment. */
  enum Edge {
    START,
    END
  }

  private TimeRanges() {}

  /** The moment that a text means; empty when it isn't readable. */
  static Optional<Instant> at(String text, Instant now, ZoneId zone, Edge edge) {
    Matcher chain = CHAIN.matcher(text.strip());
    if (!chain.matches()) {
      return absolute(text.strip());
    }
    ZonedDateTime time = now.atZone(zone);
    Matcher link = LINK.matcher(chain.group(1));
    try {
      while (link.find()) {
        if (link.group(4) != null) {
          ZonedDateTime start = floor(time, link.group(4));
          time = edge == Edge.START ? start : plus(start, 1, link.group(4)).minusNanos(1_000_000);
        } else {
          long amount = Long.parseLong(link.group(2));
          time = plus(time, link.group(1).equals("-") ? -amount : amount, link.group(3));
        }
      }
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty(); // before or after all years
    }
    return Optional.of(time.toInstant());
  }

  private static ZonedDateTime plus(ZonedDateTime time, long amount, String unit) {
    return switch (unit) {
      case "s" -> time.plusSeconds(amount);
      case "m" -> time.plusMinutes(amount);
      case "h" -> time.plusHours(amount);
      case "d" -> time.plusDays(amount);
      case "w" -> time.plusWeeks(amount);
      case "M" -> time.plusMonths(amount);
      case "Q" -> time.plusMonths(Math.multiplyExact(amount, 3L));
      default -> time.plusYears(amount);
    };
  }

  private static ZonedDateTime floor(ZonedDateTime time, String unit) {
    ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "s" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "m" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "h" -> time.truncatedTo(ChronoUnit.HOURS);
      case "d" -> day;
      // weeks begin on Sunday unless a user or dashboard says otherwise
      case "w" -> day.minusDays(day.getDayOfWeek().getValue() % 7);
      case "M" -> day.withDayOfMonth(1);
      case "Q" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      default -> day.withDayOfYear(1);
    };
  }

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
    if (text.matches("\\d{8}(?:T\\d{6})?")) {
      return compact(text.length() == 8 ? text + "T000000" : text);
    }
    if (text.matches("\\d{9,14}")) {
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

  private static Optional<Instant> compact(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, COMPACT).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
