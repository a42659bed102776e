package com.scanium.sightline.finding;

/** What can be said of one panel query. */
public enum Verdict {
  /** It shows data: proved from the files, or seen live. */
  DATA,
  /** Nothing speaks against it. */
  POSSIBLE,
  /** Its series exist and stay at zero: no traffic. */
  ZERO,
  /** It shows nothing; the report says why. */
  NO_DATA,
  /** The query itself is refused. */
  QUERY_ERROR,
  /** It could not be judged; the verdict says why. */
  NOT_CHECKED
}
