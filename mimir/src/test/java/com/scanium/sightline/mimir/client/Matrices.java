package com.scanium.sightline.mimir.client;

import java.util.Locale;
import java.util.Random;

/** Makes answers of range queries, spelled as servers spell them and sometimes otherwise. */
final class Matrices {
  private final Random random;
  private final boolean odd;

  private Matrices(Random random, boolean odd) {
    this.random = random;
    this.odd = odd;
  }

  /** An answer as servers write it. */
  static String plain(Random random) {
    return new Matrices(random, false).answer();
  }

  /** The same with blanks, escapes and numbers in other spellings. */
  static String odd(Random random) {
    return new Matrices(random, true).answer();
  }

  private String answer() {
    StringBuilder out = new StringBuilder();
    out.append(blank()).append("{").append(blank()).append("\"status\":\"success\",");
    if (odd && random.nextBoolean()) {
      out.append("\"extra\":[{\"a\":[1,\"]}\\\"\"]},null,true,-1.5e3],");
    }
    out.append("\"data\":{\"resultType\":\"matrix\",").append(blank()).append("\"result\":[");
    int series = random.nextInt(6);
    for (int i = 0; i < series; i++) {
      out.append(i == 0 ? "" : ",").append(blank()).append("{\"metric\":{\"__name__\":\"m\",");
      out.append("\"i\":\"").append(i).append("\",\"text\":\"").append(text()).append("\"},");
      out.append("\"values\":").append(blank()).append("[");
      int points = random.nextInt(400);
      for (int j = 0; j < points; j++) {
        out.append(j == 0 ? "" : ",").append(blank()).append("[").append(blank()).append(time(j));
        out.append(blank()).append(",\"").append(value()).append("\"").append(blank()).append("]");
      }
      out.append(blank()).append("]}");
    }
    out.append("]},\"warnings\":[\"w\"]").append(blank()).append("}");
    return out.toString();
  }

  private String blank() {
    return odd && random.nextInt(4) == 0 ? " \n\t" : "";
  }

  private String text() {
    String[] plain = {"", "a", "/api/v1", "x y", "ö€", "😀", "\\\"q\\\"", "a\\\\b", "\\n"};
    String[] more = {"\\u0041", "\\/", "\\ud83d\\ude00", "long ".repeat(200), "{}[],:"};
    return odd && random.nextBoolean()
        ? more[random.nextInt(more.length)]
        : plain[random.nextInt(plain.length)];
  }

  private String time(int index) {
    long seconds = 1_795_400_000L + index;
    return switch (random.nextInt(odd ? 5 : 2)) {
      case 0 -> Long.toString(seconds);
      case 1 -> seconds + "." + String.format(Locale.ROOT, "%03d", random.nextInt(1000));
      case 2 -> seconds + ".5";
      case 3 -> seconds + ".12345";
      default -> seconds / 1e9 + "e9";
    };
  }

  private String value() {
    return switch (random.nextInt(9)) {
      case 0 -> "NaN";
      case 1 -> "+Inf";
      case 2 -> "-Inf";
      case 3 -> Integer.toString(random.nextInt(1000));
      case 4 -> Double.toString(random.nextGaussian()).replace("E", "e");
      case 5 -> "1e+21";
      case 6 -> "-" + random.nextInt(100) + "." + random.nextInt(1000);
      case 7 -> "100000000000000000000";
      default -> Double.toString(Double.longBitsToDouble(random.nextLong() & ~(0x7ffL << 52)));
    };
  }
}
