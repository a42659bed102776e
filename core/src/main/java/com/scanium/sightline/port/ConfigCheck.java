package com.scanium.sightline.port;

import com.scanium.sightline.finding.Finding;
import java.util.List;

/** What can be said of one product's own configuration file without looking at anything else. */
public interface ConfigCheck {
  /** The file's name as reports show it. */
  String name();

  /** What is wrong in it; empty when nothing is. */
  List<Finding> findings();
}
