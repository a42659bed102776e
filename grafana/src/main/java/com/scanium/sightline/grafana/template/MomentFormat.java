package com.scanium.sightline.grafana.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date patterns of moment.js that {@code ${__from:date:YYYY-MM}} uses; UTC, English names. */
final class MomentFormat {
  /** In the order in which moment.js tries them; any other character stands for itself. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[[^\\[]*\\]|\\\\.|Hmmss|Hmm|hmmss|hmm|YYYYYY|YYYYY|YYYY|YY|Y|y{1,4}|Qo|Q|MMMM|MMM|MM|Mo|M"
              + "|DDDD|DDDo|DDD|DD|Do|D|dddd|ddd|dd|do|d|E|e|N{1,5}|GGGGG|GGGG|GG|ggggg|gggg|gg|WW|Wo|W"
              + "|ww|wo|w|HH|H|hh|h|kk|k|mm|m|ss|s|S{1,9}|A|a|ZZ|Z|zz|z|X|x|LTS|LT|LLLL|LLL|LL|L|llll|lll"
              + "|ll|l");

  private MomentFormat() {}

  static String format(long epochMs, String pattern) {
    ZonedDateTime at = Instant.ofEpochMilli(epochMs).atZone(ZoneOffset.UTC);
    Matcher matcher = TOKEN.matcher(pattern);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    while (matcher.find()) {
      out.append(pattern, copied, matcher.start()).append(token(matcher.group(), at, epochMs));
      copied = matcher.end();
    }
    return out.append(pattern.substring(copied)).toString();
  }

  private static String token(String token, ZonedDateTime at, long epochMs) {
    if (token.startsWith("[")) {
      return token.substring(1, token.length() - 1);
    }
    if (token.startsWith("\\")) {
      return token.substring(1);
    }
    if (token.startsWith("S")) {
      return (padded(at.getNano(), 9) + "000").substring(0, token.length());
    }
    return switch (token) {
      case "Hmm", "Hmmss", "hmm", "hmmss" -> joined(token, at);
      case "N", "NN", "NNN", "NNNNN" -> at.getYear() > 0 ? "AD" : "BC";
      case "NNNN" -> at.getYear() > 0 ? "Anno Domini" : "Before Christ";
      case "YYYYYY" -> (at.getYear() < 0 ? "-" : "+") + padded(Math.abs(at.getYear()), 6);
      case "YYYYY" -> padded(at.getYear(), 5);
      case "y", "yy", "yyy", "yyyy" -> padded(at.getYear(), token.length());
      case "GGGGG" -> padded(at.get(IsoFields.WEEK_BASED_YEAR), 5);
      case "ggggg" -> padded(at.get(WeekFields.SUNDAY_START.weekBasedYear()), 5);
      case "z", "zz" -> ""; // a time in the browser's own zone has no name for it
      case "YYYY" -> padded(at.getYear(), 4);
      case "YY" -> padded(at.getYear() % 100, 2);
      case "Y" -> Integer.toString(at.getYear());
      case "Q" -> Integer.toString(at.get(IsoFields.QUARTER_OF_YEAR));
      case "Qo" -> ordinal(at.get(IsoFields.QUARTER_OF_YEAR));
      case "MMMM" -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "MMM" -> at.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MM" -> padded(at.getMonthValue(), 2);
      case "M" -> Integer.toString(at.getMonthValue());
      case "Mo" -> ordinal(at.getMonthValue());
      case "DDDD" -> padded(at.getDayOfYear(), 3);
      case "DDD" -> Integer.toString(at.getDayOfYear());
      case "DDDo" -> ordinal(at.getDayOfYear());
      case "DD" -> padded(at.getDayOfMonth(), 2);
      case "D" -> Integer.toString(at.getDayOfMonth());
      case "Do" -> ordinal(at.getDayOfMonth());
      case "dddd" -> at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "ddd" -> at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "dd" ->
          at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH).substring(0, 2);
      case "d", "e" -> Integer.toString(at.getDayOfWeek().getValue() % 7);
      case "do" -> ordinal(at.getDayOfWeek().getValue() % 7);
      case "E" -> Integer.toString(at.getDayOfWeek().getValue());
      case "GGGG" -> padded(at.get(IsoFields.WEEK_BASED_YEAR), 4);
      case "GG" -> padded(at.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
      case "gggg" -> padded(at.get(WeekFields.SUNDAY_START.weekBasedYear()), 4);
      case "gg" -> padded(at.get(WeekFields.SUNDAY_START.weekBasedYear()) % 100, 2);
      case "WW" -> padded(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case "W" -> Integer.toString(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case "Wo" -> ordinal(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case "ww" -> padded(at.get(WeekFields.SUNDAY_START.weekOfWeekBasedYear()), 2);
      case "w" -> Integer.toString(at.get(WeekFields.SUNDAY_START.weekOfWeekBasedYear()));
      case "wo" -> ordinal(at.get(WeekFields.SUNDAY_START.weekOfWeekBasedYear()));
      case "HH" -> padded(at.getHour(), 2);
      case "H" -> Integer.toString(at.getHour());
      case "hh" -> padded(at.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
      case "h" -> Integer.toString(at.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case "kk" -> padded(at.get(ChronoField.CLOCK_HOUR_OF_DAY), 2);
      case "k" -> Integer.toString(at.get(ChronoField.CLOCK_HOUR_OF_DAY));
      case "mm" -> padded(at.getMinute(), 2);
      case "m" -> Integer.toString(at.getMinute());
      case "ss" -> padded(at.getSecond(), 2);
      case "s" -> Integer.toString(at.getSecond());
      case "A" -> at.getHour() < 12 ? "AM" : "PM";
      case "a" -> at.getHour() < 12 ? "am" : "pm";
      case "ZZ" -> "+0000";
      case "Z" -> "+00:00";
      case "X" -> Long.toString(Math.floorDiv(epochMs, 1000L));
      case "x" -> Long.toString(epochMs);
      default -> localized(token, epochMs);
    };
  }

  /** The hour and what follows it without anything between. */
  private static String joined(String token, ZonedDateTime at) {
    int hour = token.startsWith("H") ? at.getHour() : at.get(ChronoField.CLOCK_HOUR_OF_AMPM);
    return hour
        + padded(at.getMinute(), 2)
        + (token.endsWith("ss") ? padded(at.getSecond(), 2) : "");
  }

  private static String localized(String token, long epochMs) {
    return format(
        epochMs,
        switch (token) {
          case "LTS" -> "h:mm:ss A";
          case "LT" -> "h:mm A";
          case "L" -> "MM/DD/YYYY";
          case "LL" -> "MMMM D, YYYY";
          case "LLL" -> "MMMM D, YYYY h:mm A";
          case "LLLL" -> "dddd, MMMM D, YYYY h:mm A";
          case "l" -> "M/D/YYYY";
          case "ll" -> "MMM D, YYYY";
          case "lll" -> "MMM D, YYYY h:mm A";
          default -> "ddd, MMM D, YYYY h:mm A";
        });
  }

  private static String padded(int number, int digits) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String ordinal(int number) {
    int tens = number % 100;
    String suffix =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (number % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + suffix;
  }
}
