package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds uids that Grafana refuses: too long, or with characters that addresses can't hold. */
final class UidInvalidRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/uid-invalid";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  private static final int LONGEST = 40;
  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_-]+");

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    Optional<Doc> uid = dashboard.doc().get("uid");
    String text = uid.flatMap(Doc::asString).orElse("");
    if (uid.isEmpty() || text.isEmpty() || text.contains("{{") || text.contains("$")) {
      return;
    }
    if (text.length() > LONGEST) {
      out.accept(
          finding(
              dashboard,
              uid.get(),
              "has " + text.length() + " characters, 40 at most are allowed"));
    } else if (!VALID.matcher(text).matches()) {
      out.accept(
          finding(dashboard, uid.get(), "has characters other than letters, digits, - and _"));
    }
  }

  private Finding finding(Dashboard dashboard, Doc uid, String flaw) {
    return Finding.of(id(), Severity.ERROR)
        .message("the uid \"" + uid.asString().orElse("") + "\" " + flaw)
        .at(dashboard.location(uid.span()))
        .anchor(uid.asString().orElse(""))
        .evidence("Grafana refuses the whole dashboard")
        .fix(Fix.of("write a uid of at most 40 letters, digits, - and _"))
        .build();
  }
}
