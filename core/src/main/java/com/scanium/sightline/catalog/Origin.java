package com.scanium.sightline.catalog;

/** How a series comes into being. */
public enum Origin {
  /** Exposed by a target and scraped. */
  SCRAPE,
  /** Pushed by an application over OTLP. */
  OTLP,
  /** Made by the collector or the store itself: {@code up}, {@code scrape_*}, span metrics. */
  SYNTHETIC,
  /** Written by a recording or alerting rule. */
  RULE
}
