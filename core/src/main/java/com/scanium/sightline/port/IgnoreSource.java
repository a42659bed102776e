package com.scanium.sightline.port;

import com.scanium.sightline.finding.Ignore;
import java.util.List;

/** A part that was read from files in which people may say which findings they know of. */
public interface IgnoreSource {
  /**
   * What the remarks in its files ignore, broken ones included; see {@link
   * com.scanium.sightline.finding.IgnoreRemarks}.
   */
  List<Ignore> ignores();
}
