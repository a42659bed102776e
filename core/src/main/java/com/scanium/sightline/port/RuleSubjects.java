package com.scanium.sightline.port;

import java.util.List;

/** A port that has more for rules to look at than core knows of: dashboards, components, files. */
public interface RuleSubjects {
  /** Further subjects; each is shown to the rules whose {@code subject()} it is an instance of. */
  List<?> subjects();
}
