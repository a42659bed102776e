package com.scanium.sightline.cli;

/** The entry of the {@code sightline} command. */
public final class Main {
  private Main() {}

  /** Runs the command. */
  public static void main(String[] args) {
    System.out.println("sightline");
  }
}
