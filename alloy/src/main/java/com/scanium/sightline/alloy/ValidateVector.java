package com.scanium.sightline.alloy;

import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.CheckOptions;
import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.alloy.component.Catalogue.Stability;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer to a vector that asks what Alloy refuses in the files of one instance. */
final class ValidateVector {
  private ValidateVector() {}

  static Map<String, Doc> answer(Doc vector) {
    List<AlloyFile> files = new ArrayList<>();
    for (Doc.Member file : vector.get("sources").map(Doc::members).orElse(List.of())) {
      byte[] bytes = file.value().asString().orElse("").getBytes(StandardCharsets.UTF_8);
      files.add(AlloySyntax.parse(SourceText.of(file.key(), AlloySyntax.decode(bytes))));
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("the line has no \"sources\"");
    }
    List<Doc> diagnostics = new ArrayList<>();
    for (Defect defect : AlloyCheck.validate(files, options(vector))) {
      diagnostics.add(diagnostic(defect));
    }
    Map<String, Doc> answer = new LinkedHashMap<>();
    answer.put("ok", Doc.bool(diagnostics.isEmpty()));
    answer.put("diagnostics", Doc.array(diagnostics));
    return answer;
  }

  private static CheckOptions options(Doc vector) {
    CheckOptions.Builder options = CheckOptions.builder();
    vector
        .get("minStability")
        .flatMap(Doc::asString)
        .flatMap(ValidateVector::stability)
        .ifPresent(options::minStability);
    if (vector.get("community").flatMap(Doc::asBoolean).orElse(false)) {
      options.allowCommunity();
    }
    return options.build();
  }

  private static Optional<Stability> stability(String level) {
    return switch (level) {
      case "experimental" -> Optional.of(Stability.EXPERIMENTAL);
      case "public-preview" -> Optional.of(Stability.PUBLIC_PREVIEW);
      case "generally-available", "general-availability" ->
          Optional.of(Stability.GENERAL_AVAILABILITY);
      default -> Optional.empty();
    };
  }

  private static Doc diagnostic(Defect defect) {
    SourceLocation at = defect.location();
    Map<String, Doc> diagnostic = new LinkedHashMap<>();
    diagnostic.put("severity", Doc.string(severity(defect)));
    diagnostic.put("file", Doc.string(at.file()));
    diagnostic.put("line", Doc.number(at.line().orElse(0)));
    diagnostic.put("col", Doc.number(at.column().orElse(0)));
    diagnostic.put("message", Doc.string(defect.message()));
    return Doc.object(diagnostic);
  }

  private static String severity(Defect defect) {
    return defect.severity().name().toLowerCase(Locale.ROOT);
  }
}
