package com.scanium.sightline.grafana.template;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interval arithmetic of Grafana's browser code and of its server, which differ on purpose: the
 * browser rounds up at a boundary and the server down, the browser's month has 30 days and the
 * server's 30.4375, and the browser reads only the first part of {@code 1m30s}.
 */
public final class Intervals {
  /**
   * An interval as the browser takes it apart.
   *
   * @param seconds the length of the unit in seconds
   * @param unit the unit: {@code y M w d h m s ms}
   * @param count how many of them, possibly negative
   */
  public record Described(double seconds, String unit, long count) {}

  private static final Pattern BROWSER = Pattern.compile("(-?\\d+)(?:\\.\\d+)?(ms|[Mwdhmsy])");
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");
  private static final Pattern LEADING_INTEGER = Pattern.compile("\\s*([+-]?\\d+)");
  private static final Pattern TIME_SPAN = Pattern.compile("now[-+]\\d+(f[Qy]|[yMwdhmsQ])");
  private static final Pattern DATE_UNITS = Pattern.compile("(\\d+)([dwMy])");

  /** Lower bounds and what they round to, in ms; below the first bound it is 1 ms. */
  private static final long[][] STEPS = {
    {10, 10},
    {15, 20},
    {35, 50},
    {75, 100},
    {150, 200},
    {350, 500},
    {750, 1_000},
    {1_500, 2_000},
    {3_500, 5_000},
    {7_500, 10_000},
    {12_500, 15_000},
    {17_500, 20_000},
    {25_000, 30_000},
    {45_000, 60_000},
    {90_000, 120_000},
    {210_000, 300_000},
    {450_000, 600_000},
    {750_000, 900_000},
    {1_050_000, 1_200_000},
    {1_500_000, 1_800_000},
    {2_700_000, 3_600_000},
    {5_400_000, 7_200_000},
    {9_000_000, 10_800_000},
    {16_200_000, 21_600_000},
    {32_400_000, 43_200_000},
    {86_400_000, 86_400_000},
    {604_800_000, 604_800_000},
    {1_814_400_000, 2_592_000_000L},
  };

  private static final long YEAR_MS = 31_536_000_000L;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private Intervals() {}

  /** Rounds as the browser does ({@code rangeUtil.roundInterval}), in milliseconds. */
  public static long browserRound(double ms) {
    if (ms >= 3_628_800_000L) {
      return YEAR_MS;
    }
    long rounded = 1;
    for (long[] step : STEPS) {
      if (ms >= step[0]) {
        rounded = step[1];
      }
    }
    return rounded;
  }

  /** Rounds as the server does ({@code gtime.RoundInterval}), in nanoseconds. */
  public static long serverRound(long nanos) {
    if (nanos > 2 * YEAR_MS * 1_000_000) {
      return YEAR_MS * 1_000_000;
    }
    long rounded = 1;
    for (long[] step : STEPS) {
      if (nanos > step[0] * 1_000_000) {
        rounded = step[1];
      }
    }
    return rounded * 1_000_000;
  }

  /**
   * The panel interval that the browser computes ({@code rangeUtil.calculateInterval}).
   *
   * @param rangeMs the time range in milliseconds
   * @param resolution the number of points, such as the panel's width or its max data points
   * @param lowLimit the smallest interval as written, such as {@code 15s}; empty for none
   * @return milliseconds; empty when the lower limit is not an interval, which the browser refuses
   */
  public static OptionalDouble browserInterval(double rangeMs, double resolution, String lowLimit) {
    OptionalDouble low = lowLimit.isEmpty() ? OptionalDouble.of(1) : browserMillis(lowLimit);
    return low.isEmpty()
        ? low
        : OptionalDouble.of(
            Math.max(low.getAsDouble(), (double) browserRound(rangeMs / resolution)));
  }

  /** Takes an interval text apart as the browser does; empty when it refuses it. */
  public static Optional<Described> describe(String text) {
    if (NUMBER.matcher(text).matches() && Double.parseDouble(text.trim()) != 0) {
      Matcher integer = LEADING_INTEGER.matcher(text);
      return integer.lookingAt() && integer.group(1).length() < 18
          ? Optional.of(new Described(1, "s", Long.parseLong(integer.group(1))))
          : Optional.empty();
    }
    Matcher matcher = BROWSER.matcher(text);
    if (!matcher.lookingAt() || matcher.group(1).length() > 17) {
      return Optional.empty();
    }
    String unit = matcher.group(2);
    double seconds =
        switch (unit) {
          case "y" -> 31_536_000;
          case "M" -> 2_592_000;
          case "w" -> 604_800;
          case "d" -> 86_400;
          case "h" -> 3_600;
          case "m" -> 60;
          case "s" -> 1;
          default -> 0.001;
        };
    return Optional.of(new Described(seconds, unit, Long.parseLong(matcher.group(1))));
  }

  /** An interval text in milliseconds as the browser reads it; empty when it refuses it. */
  public static OptionalDouble browserMillis(String text) {
    return describe(text)
        .map(it -> OptionalDouble.of(it.seconds() * 1000 * (double) it.count()))
        .orElseGet(OptionalDouble::empty);
  }

  /** Whether the browser accepts a text as a relative time span. */
  public static boolean isTimeSpan(String text) {
    if (text.startsWith("$") || text.startsWith("+$")) {
      return true;
    }
    String from = text.contains("now") ? text : (text.startsWith("+") ? "now" : "now-") + text;
    return TIME_SPAN.matcher(from).lookingAt();
  }

  /** Prints seconds with one unit, cut off ({@code rangeUtil.secondsToHms}). */
  public static String browserText(double seconds) {
    double[] lengths = {31_536_000, 86_400, 3_600, 60, 1};
    String[] units = {"y", "d", "h", "m", "s"};
    double rest = seconds;
    for (int i = 0; i < lengths.length; i++) {
      long count = (long) Math.floor(rest / lengths[i]);
      if (count != 0) {
        return count + units[i];
      }
      rest %= lengths[i];
    }
    long ms = (long) Math.floor(seconds * 1000);
    return ms != 0 ? ms + "ms" : "less than a millisecond";
  }

  /** Prints a duration with one unit, cut off ({@code gtime.FormatInterval}). */
  public static String serverText(long nanos) {
    long[] lengths = {
      YEAR_MS * 1_000_000, DAY_NANOS, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000
    };
    String[] units = {"y", "d", "h", "m", "s", "ms"};
    for (int i = 0; i < lengths.length; i++) {
      if (nanos >= lengths[i]) {
        return nanos / lengths[i] + units[i];
      }
    }
    return "1ms";
  }

  /**
   * An interval text in nanoseconds as the server reads it ({@code
   * gtime.ParseIntervalStringToTimeDuration}): {@code <10s>} is 10 s, a bare number is seconds.
   */
  public static OptionalLong serverNanos(String text) {
    String plain = text;
    if (plain.startsWith("<") || plain.endsWith(">")) {
      plain = plain.replaceFirst("<", "").replaceFirst(">", "");
      if (!text.startsWith("<") || !text.endsWith(">")) {
        return OptionalLong.empty();
      }
    }
    if (!plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
      plain += "s";
    }
    Matcher date = DATE_UNITS.matcher(plain);
    if (!date.matches()) {
      return GoDuration.parse(plain);
    }
    if (date.group(1).length() > 6) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(date.group(1));
    long year = 31_557_600_000_000_000L; // 365.25 days
    return OptionalLong.of(
        count
            * switch (date.group(2)) {
              case "d" -> DAY_NANOS;
              case "w" -> 7 * DAY_NANOS;
              case "M" -> year / 12;
              default -> year;
            });
  }
}
