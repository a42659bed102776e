package com.scanium.sightline.mimir.client;

import java.math.BigInteger;

/**
 * Makes the nearest double of decimal digits and an exponent, or says that it cannot tell.
 *
 * <p>Small numbers are exact in one operation (W. D. Clinger, "How to read floating point numbers
 * accurately"); others take one or two 64-bit products with a rounded power of five (D. Lemire,
 * "Number parsing at a gigabyte per second"). What is left, such as subnormal numbers, is for the
 * slower way of the JDK.
 */
final class DecimalFloats {
  private static final int MAX_EXACT_POWER = 22;
  private static final long MAX_EXACT_DIGITS = 1L << 53;
  private static final double[] TENS = new double[MAX_EXACT_POWER + 1];

  static {
    double ten = 1;
    for (int i = 0; i <= MAX_EXACT_POWER; i++) {
      TENS[i] = ten; // exact: 10^22 needs 51 bits beside its power of two
      ten *= 10;
    }
  }

  private DecimalFloats() {}

  /**
   * The double next to {@code digits * 10^exponent}.
   *
   * @param digits not negative
   * @return NaN when this method cannot tell
   */
  static double of(long digits, int exponent) {
    if (digits <= MAX_EXACT_DIGITS && exponent >= -MAX_EXACT_POWER && exponent <= MAX_EXACT_POWER) {
      return exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
    }
    return digits == 0 ? 0.0 : byProduct(digits, exponent);
  }

  private static double byProduct(long digits, int exponent) {
    if (exponent < Powers.MIN || exponent > Powers.MAX) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(digits);
    long w = digits << zeros;
    long power = Powers.HIGH[exponent - Powers.MIN];
    long high = unsignedHigh(w, power);
    long low = w * power;
    if ((high & 0x1ff) == 0x1ff) {
      // the bits that decide are all ones: the second half of the power may carry into them
      long more = unsignedHigh(w, Powers.LOW[exponent - Powers.MIN]);
      low += more;
      if (Long.compareUnsigned(low, more) < 0) {
        high++;
      }
      if (low == -1L) {
        return Double.NaN;
      }
    }
    int top = (int) (high >>> 63);
    long mantissa = high >>> (top + 9);
    long binary = (((152170L + 65536L) * exponent) >> 16) + 63 + top - zeros + 1023;
    if (binary <= 0 || binary >= 0x7fe) {
      return Double.NaN; // subnormal, or close to infinity
    }
    boolean half = Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23;
    if (half && (mantissa & 3) == 1 && mantissa << (top + 9) == high) {
      mantissa &= ~1L; // exactly between two doubles: the even one
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    if (mantissa == 1L << 53) {
      mantissa = 1L << 52;
      binary++;
    }
    return Double.longBitsToDouble((mantissa & ~(1L << 52)) | binary << 52);
  }

  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** Powers of five, each as its first 128 bits; computed when the first one is needed. */
  private static final class Powers {
    static final int MIN = -128;
    static final int MAX = 128;

    /** Above this the reciprocal of a power fits the 128 bits before it is cut. */
    private static final int EXACT_RECIPROCAL = -27;

    static final long[] HIGH = new long[MAX - MIN + 1];
    static final long[] LOW = new long[MAX - MIN + 1];

    static {
      BigInteger five = BigInteger.valueOf(5);
      for (int power = MIN; power <= MAX; power++) {
        BigInteger bits = power < 0 ? reciprocal(five.pow(-power), power) : five.pow(power);
        int shift = 128 - bits.bitLength();
        bits = shift >= 0 ? bits.shiftLeft(shift) : bits.shiftRight(-shift);
        HIGH[power - MIN] = bits.shiftRight(64).longValue();
        LOW[power - MIN] = bits.longValue();
      }
    }

    private Powers() {}

    private static BigInteger reciprocal(BigInteger power, int exponent) {
      int length = power.subtract(BigInteger.ONE).bitLength();
      int bits = exponent >= EXACT_RECIPROCAL ? length + 127 : 2 * length + 128;
      return BigInteger.ONE.shiftLeft(bits).divide(power).add(BigInteger.ONE);
    }
  }
}
