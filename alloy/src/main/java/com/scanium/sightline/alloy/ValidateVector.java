package com.scanium.sightline.alloy;

import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a vector that asks what Alloy refuses in the files of one instance. */
final class ValidateVector {
  private ValidateVector() {}

  static Map<String, Doc> answer(Doc vector) {
    List<SourceText> sources = new ArrayList<>();
    for (Doc.Member file : vector.get("sources").map(Doc::members).orElse(List.of())) {
      byte[] bytes = file.value().asString().orElse("").getBytes(StandardCharsets.UTF_8);
      sources.add(SourceText.of(file.key(), AlloySyntax.decode(bytes)));
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("the line has no \"sources\"");
    }
    List<Doc> diagnostics = new ArrayList<>();
    for (Finding finding : AlloyConfig.parse(sources).refusals(null)) {
      finding.location().ifPresent(at -> diagnostics.add(diagnostic(at, finding.message())));
    }
    Map<String, Doc> answer = new LinkedHashMap<>();
    answer.put("ok", Doc.bool(diagnostics.isEmpty()));
    answer.put("diagnostics", Doc.array(diagnostics));
    return answer;
  }

  private static Doc diagnostic(SourceLocation at, String message) {
    return AlloyVectors.diagnostic(at.line().orElse(0), at.column().orElse(0), message)
        .with("file", Doc.string(at.file()));
  }
}
