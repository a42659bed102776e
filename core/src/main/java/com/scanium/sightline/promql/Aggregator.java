package com.scanium.sightline.promql;

/** The aggregation operators. */
public enum Aggregator {
  /** {@code sum}. */
  SUM("sum"),
  /** {@code avg}. */
  AVG("avg"),
  /** {@code count}. */
  COUNT("count"),
  /** {@code min}. */
  MIN("min"),
  /** {@code max}. */
  MAX("max"),
  /** {@code group}. */
  GROUP("group"),
  /** {@code stddev}. */
  STDDEV("stddev"),
  /** {@code stdvar}. */
  STDVAR("stdvar"),
  /** {@code topk}. */
  TOPK("topk", ValueType.SCALAR),
  /** {@code bottomk}. */
  BOTTOMK("bottomk", ValueType.SCALAR),
  /** {@code count_values}. */
  COUNT_VALUES("count_values", ValueType.STRING),
  /** {@code quantile}. */
  QUANTILE("quantile", ValueType.SCALAR),
  /** {@code limitk} (experimental). */
  LIMITK("limitk", ValueType.SCALAR),
  /** {@code limit_ratio} (experimental). */
  LIMIT_RATIO("limit_ratio", ValueType.SCALAR);

  private final String symbol;
  private final ValueType parameterType;

  Aggregator(String symbol) {
    this(symbol, ValueType.UNKNOWN);
  }

  Aggregator(String symbol, ValueType parameterType) {
    this.symbol = symbol;
    this.parameterType = parameterType;
  }

  /** The operator as it is written. */
  public String symbol() {
    return symbol;
  }

  /** Whether a parameter comes before the aggregated vector. */
  public boolean hasParameter() {
    return parameterType != ValueType.UNKNOWN;
  }

  /** The parameter's type; {@link ValueType#UNKNOWN} when there is no parameter. */
  public ValueType parameterType() {
    return parameterType;
  }

  /** Whether it must be switched on in Prometheus. */
  public boolean isExperimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
