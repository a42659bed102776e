package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.WriteFact;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import java.util.Set;

/** What the rules about the addresses of stores have in common: place, consequence, replacement. */
final class WriteAddresses {
  private WriteAddresses() {}

  /** A finding at the address; an error empties whoever needs what is written there. */
  static Finding.Builder finding(
      String rule, WriteFact write, Severity severity, Inference inference) {
    SourceLocation at = write.write().url().location().orElse(write.write().location());
    String url = SecretMask.mask(write.write().url().value().orElse(""));
    Finding.Builder finding =
        Finding.of(rule, severity)
            .at(at)
            .anchor(write.write().id() + " " + url)
            .evidence(write.write().id() + " writes to " + url);
    if (severity == Severity.ERROR && write.collector().isActive()) {
      finding.effect(Verdict.NO_DATA).affects(affected(inference, write));
    }
    return finding;
  }

  private static Set<ConsumerRef> affected(Inference inference, WriteFact write) {
    return write.reachable() == Match.NEVER
        ? inference.affectedBy(
            reason -> reason instanceof Reason.WriteUnreachable lost && lost.write() == write)
        : Set.of();
  }

  /** The replacement of the URL's host and port; one with a password is not repeated. */
  static Fix replaced(WriteFact write, String hostAndPort, String why) {
    String url = write.write().url().value().orElse("");
    boolean isSecret = !SecretMask.secrets(url).isEmpty();
    if (isSecret) {
      return Fix.of("write \"" + hostAndPort + "\" as its host and port" + why);
    }
    int start = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    int end = slash < 0 ? url.length() : slash;
    String better = url.substring(0, start) + hostAndPort + url.substring(end);
    return Fix.replacing("write \"" + better + "\"" + why, url, better);
  }
}
