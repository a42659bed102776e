package com.scanium.sightline.report;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.BaselineMatch;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Coverage;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.IgnoredFinding;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.ReportFormat;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prints a report as JSON, version 1: members are only ever added. Members that would say nothing
 * (an absent location, a scope that is active) are left out; lists are always there.
 */
final class JsonFormat implements ReportFormat {
  private static final List<String> AREAS = List.of("panels", "targets", "variables", "components");

  @Override
  public void write(PipelineReport report, Appendable out) throws IOException {
    JsonMembers members = new JsonMembers(out);
    members.member("version", Doc.number(1));
    members.member("healthy", Doc.bool(report.isHealthy()));
    members.member("live", Doc.bool(report.isLive()));
    members.list("rootCauses", report.rootCauses().stream().map(JsonFormat::cause));
    members.list("findings", report.findings().stream().map(JsonFormat::finding));
    if (!report.ignored().isEmpty()) {
      members.list("ignored", report.ignored().stream().map(JsonFormat::ignored));
    }
    if (report.baseline().isPresent()) {
      members.member("baseline", baseline(report.baseline().get()));
    }
    members.list("panels", report.panels().stream().map(JsonFormat::panel));
    members.member("coverage", coverage(report.coverage()));
    members.member(
        "score",
        report.score().isPresent()
            ? Doc.number(Math.rint(report.score().getAsDouble() * 1e4) / 1e4)
            : Doc.nothing());
    members.member("stats", stats(report.stats()));
    members.close();
  }

  private static Doc cause(RootCause cause) {
    Doc finding = finding(cause.finding()).with("rank", Doc.string(cause.rank().word()));
    return cause.behind().isEmpty()
        ? finding
        : finding.with("behind", array(cause.behind().stream().map(index -> Doc.number(index))));
  }

  private static Doc finding(Finding finding) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("rule", Doc.string(finding.rule()));
    members.put("severity", Doc.string(finding.severity().word()));
    members.put("layer", Doc.string(finding.layer()));
    members.put("message", Doc.string(finding.message()));
    finding.location().ifPresent(at -> members.put("location", location(at)));
    if (finding.scope() == Finding.Scope.INACTIVE) {
      members.put("scope", Doc.string("inactive"));
    }
    members.put("evidence", array(finding.evidence().stream().map(Doc::string)));
    finding.fix().ifPresent(fix -> members.put("fix", fix(finding, fix)));
    members.put("affects", array(finding.affects().stream().map(JsonFormat::consumer)));
    members.put("fingerprint", Doc.string(finding.fingerprint()));
    return Doc.object(members);
  }

  private static Doc ignored(IgnoredFinding one) {
    Map<String, Doc> why = new LinkedHashMap<>();
    why.put("reason", Doc.string(one.ignore().reason()));
    one.ignore().until().ifPresent(day -> why.put("until", Doc.string(day.toString())));
    one.ignore().location().ifPresent(at -> why.put("location", location(at)));
    return finding(one.finding()).with("ignored", Doc.object(why));
  }

  private static Doc baseline(BaselineMatch match) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("known", array(match.known().stream().map(JsonFormat::finding)));
    members.put("gone", array(match.gone().stream().map(JsonFormat::entry)));
    return Doc.object(members);
  }

  private static Doc entry(Baseline.Entry entry) {
    return Doc.object()
        .with("fingerprint", Doc.string(entry.fingerprint()))
        .with("rule", Doc.string(entry.rule()))
        .with("file", Doc.string(entry.file()))
        .with("message", Doc.string(entry.message()))
        .with("count", Doc.number(entry.count()));
  }

  private static Doc location(SourceLocation at) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("file", Doc.string(at.file()));
    at.line().ifPresent(line -> members.put("line", Doc.number(line)));
    at.column().ifPresent(column -> members.put("column", Doc.number(column)));
    at.endLine().ifPresent(line -> members.put("endLine", Doc.number(line)));
    at.endColumn().ifPresent(column -> members.put("endColumn", Doc.number(column)));
    return Doc.object(members);
  }

  private static Doc fix(Finding finding, Fix fix) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("summary", Doc.string(fix.summary()));
    List<Edit> edits = finding.edits();
    boolean here = edits.size() == 1 && finding.location().equals(Optional.of(edits.get(0).at()));
    if (here || fix.replacement().isPresent()) {
      String from = here ? edits.get(0).from() : fix.replacement().orElseThrow().from();
      String to = here ? edits.get(0).to() : fix.replacement().orElseThrow().to();
      Map<String, Doc> replace = new LinkedHashMap<>();
      replace.put("from", Doc.string(SecretMask.mask(from)));
      replace.put("to", Doc.string(SecretMask.mask(to)));
      members.put("replace", Doc.object(replace));
    }
    if (!edits.isEmpty()) {
      members.put("edits", array(edits.stream().map(JsonFormat::edit)));
    }
    if (!fix.files().isEmpty()) {
      members.put("files", array(fix.files().stream().map(JsonFormat::file)));
    }
    return Doc.object(members);
  }

  private static Doc edit(Edit edit) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("location", location(edit.at()));
    members.put("from", Doc.string(SecretMask.mask(edit.from())));
    members.put("to", Doc.string(SecretMask.mask(edit.to())));
    return Doc.object(members);
  }

  private static Doc file(NewFile file) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("kind", Doc.string(file.kind()));
    members.put("proposed", Doc.bool(file.choice() == NewFile.Choice.PROPOSED));
    members.put("file", Doc.string(file.file()));
    members.put("text", Doc.string(file.text()));
    return Doc.object(members);
  }

  private static Doc consumer(ConsumerRef ref) {
    return Doc.object(consumerMembers(ref));
  }

  private static Map<String, Doc> consumerMembers(ConsumerRef ref) {
    Map<String, Doc> members = new LinkedHashMap<>();
    put(members, "alert", ref.alert());
    put(members, "recording", ref.recording());
    put(members, "dashboard", ref.dashboard());
    ref.panel().ifPresent(id -> members.put("panel", Doc.number(id)));
    put(members, "element", ref.element());
    put(members, "variable", ref.variable());
    put(members, "annotation", ref.annotation());
    put(members, "datasource", ref.datasource());
    put(members, "link", ref.link());
    put(members, "title", ref.title());
    put(members, "refId", ref.refId());
    return members;
  }

  private static void put(Map<String, Doc> members, String key, Optional<String> value) {
    value.ifPresent(text -> members.put(key, Doc.string(text)));
  }

  private static Doc panel(PanelVerdict panel) {
    Map<String, Doc> members = consumerMembers(panel.query());
    members.put("verdict", Doc.string(panel.verdict().name()));
    members.put("because", array(panel.because().stream().map(index -> Doc.number(index))));
    if (panel.isAccepted()) {
      members.put("accepted", Doc.bool(true));
    }
    put(members, "reason", panel.reason());
    if (!panel.paths().isEmpty()) {
      members.put("paths", array(panel.paths().stream().map(Doc::string)));
    }
    return Doc.object(members);
  }

  private static Doc coverage(Coverage coverage) {
    Map<String, Doc> members = new LinkedHashMap<>();
    AREAS.forEach(area -> members.put(area, count(coverage.of(area))));
    coverage.counts().forEach((area, count) -> members.put(area, count(count)));
    return Doc.object(members);
  }

  private static Doc count(Coverage.Count count) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("seen", Doc.number(count.seen()));
    members.put("checked", Doc.number(count.checked()));
    members.put("notChecked", array(count.notChecked().stream().map(JsonFormat::notChecked)));
    return Doc.object(members);
  }

  private static Doc notChecked(NotChecked item) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("kind", Doc.string(item.kind()));
    members.put("where", Doc.string(item.where()));
    members.put("reason", Doc.string(item.reason()));
    return Doc.object(members);
  }

  private static Doc stats(PipelineReport.Stats stats) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("dashboards", Doc.number(stats.dashboards()));
    members.put("panels", Doc.number(stats.panels()));
    members.put("queries", Doc.number(stats.queries()));
    members.put("rules", Doc.number(stats.rules()));
    members.put("requests", Doc.number(stats.requests()));
    members.put("elapsedMs", Doc.number(stats.elapsedMs()));
    return Doc.object(members);
  }

  private static Doc array(Stream<Doc> items) {
    return Doc.array(items.toList());
  }
}
