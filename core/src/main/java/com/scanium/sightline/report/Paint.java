package com.scanium.sightline.report;

import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;

/** Colours for a terminal, or none. */
enum Paint {
  PLAIN,
  ANSI;

  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String BLUE = "\u001b[34m";
  private static final String CYAN = "\u001b[36m";

  String bold(String text) {
    return with(BOLD, text);
  }

  String dim(String text) {
    return with(DIM, text);
  }

  String place(String text) {
    return with(CYAN, text);
  }

  String good(String text) {
    return with(GREEN, text);
  }

  String bad(String text) {
    return with(RED, text);
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> with(BOLD + RED, text);
      case WARNING -> with(BOLD + YELLOW, text);
      case INFO -> with(BOLD + BLUE, text);
    };
  }

  String verdict(Verdict verdict, String text) {
    return switch (verdict) {
      case DATA, POSSIBLE -> with(GREEN, text);
      case ZERO -> with(YELLOW, text);
      case NO_DATA, QUERY_ERROR -> with(RED, text);
      case NOT_CHECKED -> with(DIM, text);
    };
  }

  private String with(String colour, String text) {
    return this == PLAIN ? text : colour + text + RESET;
  }
}
