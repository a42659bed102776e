package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/** A dashboard with one instant panel for each query, all written in one made-up file. */
record OneDashboard(List<String> texts) implements Dashboards {
  static OneDashboard of(String... queries) {
    return new OneDashboard(List.of(queries));
  }

  @Override
  public String layer() {
    return "mimir"; // the only rules on this module's path
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public List<PanelQuery> queries(Datasources datasources) {
    SourceText file = SourceText.of("dashboard.txt", String.join("\n", texts));
    List<PanelQuery> panels = new ArrayList<>();
    int offset = 0;
    for (String text : texts) {
      Question question =
          new Question(
              QueryLanguage.PROMQL,
              DatasourceRef.defaultSource(),
              new EmbeddedText(text, file, OffsetMap.shifted(offset)),
              List.of(QueryVariant.asWritten(text)));
      ConsumerRef ref =
          ConsumerRef.inDashboard("shop")
              .panel(panels.size() + 1L)
              .title("Panel")
              .refId("A")
              .build();
      panels.add(PanelQuery.of(ref, question).instant(true).build());
      offset += text.length() + 1;
    }
    return panels;
  }

  @Override
  public List<VariableQuery> variables(Datasources datasources) {
    return List.of();
  }

  @Override
  public List<NotChecked> notChecked() {
    return List.of();
  }
}
