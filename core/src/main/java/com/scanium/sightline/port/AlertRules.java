package com.scanium.sightline.port;

import com.scanium.sightline.finding.NotChecked;
import java.util.List;

/** A set of alert rules: what they ask. */
public interface AlertRules {
  /** Every query of every rule, in the order of the files. */
  List<AlertQuery> queries(Datasources datasources);

  /** Rules and files that were seen and that give no query, with the reason. */
  List<NotChecked> notChecked();
}
