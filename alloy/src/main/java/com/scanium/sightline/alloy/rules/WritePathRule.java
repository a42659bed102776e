package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds writes to a path that the store behind the address does not have. */
final class WritePathRule implements Rule<CollectorFact> {
  @Override
  public String id() {
    return "alloy/write-path";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    for (WriteEndpoint write : collector.collector().writes()) {
      facts
          .inference()
          .betterPath(collector, write)
          .ifPresent(path -> out.accept(finding(write, path, facts)));
    }
  }

  private Finding finding(WriteEndpoint write, String path, RuleContext facts) {
    String url = write.url().value().orElse("");
    String better = withPath(url, path);
    return Finding.of(id(), Severity.ERROR)
        .message(write.id() + " writes to a path that the store does not have: it takes " + path)
        .at(write.url().location().orElse(write.location()))
        .anchor(write.id())
        .evidence("it writes to " + withoutCredentials(url))
        .evidence("the store answers 404, and Alloy drops what it could not deliver")
        .effect(Verdict.NO_DATA)
        .affects(
            facts
                .inference()
                .affectedBy(
                    reason ->
                        reason instanceof Reason.WriteRefused refused
                            && refused.endpoint().equals(write)))
        .fix(
            write.protocol() == WriteEndpoint.Protocol.OTLP
                ? Fix.of("let what the exporter posts to end in " + path)
                : withoutCredentials(url).equals(url)
                    ? Fix.replacing("write \"" + better + "\"", url, better)
                    : Fix.of("end the URL with " + path))
        .build();
  }

  /** The URL as reports may print it: a name and password become {@code ***}. */
  private static String withoutCredentials(String url) {
    int start = url.indexOf("://") + 3;
    int at = url.indexOf('@');
    boolean hasCredentials = start >= 3 && at > start && url.lastIndexOf('/', at) < start;
    return hasCredentials ? url.substring(0, start) + "***" + url.substring(at) : url;
  }

  private static String withPath(String url, String path) {
    int authority = url.indexOf("://");
    int slash = url.indexOf('/', authority < 0 ? 0 : authority + 3);
    return (slash < 0 ? url : url.substring(0, slash)) + path;
  }
}
