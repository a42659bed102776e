package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Alternative;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.StreamAlternative;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds collectors that run with one configuration while another, which nothing mounts, has what
 * panels miss.
 */
final class WrongConfigMountedRule implements Rule<Inference> {
  private static final int MOST_NAMED = 3;

  @Override
  public String id() {
    return "compose/wrong-config-mounted";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (Alternative one : inference.alternatives()) {
      choices.computeIfAbsent(key(one.running(), one.unmounted()), key -> new Choice()).scraped =
          one;
    }
    for (StreamAlternative one : inference.streamAlternatives()) {
      choices.computeIfAbsent(key(one.running(), one.unmounted()), key -> new Choice()).streams =
          one;
    }
    choices.values().forEach(choice -> out.accept(finding(choice, inference, facts)));
  }

  /** What speaks for another file: series that it would scrape, labels that it would give. */
  private static final class Choice {
    private @Nullable Alternative scraped;
    private @Nullable StreamAlternative streams;
  }

  private static String key(CollectorFact running, CollectorFact unmounted) {
    return running.collector().name() + " " + unmounted.collector().name();
  }

  private Finding finding(Choice choice, Inference inference, RuleContext facts) {
    Alternative scraped = choice.scraped;
    StreamAlternative streams = choice.streams;
    CollectorFact running = scraped != null ? scraped.running() : streams(choice).running();
    CollectorFact unmounted = scraped != null ? scraped.unmounted() : streams(choice).unmounted();
    String used = running.collector().name();
    String unused = unmounted.collector().name();
    Set<ConsumerRef> affected = new TreeSet<>();
    Finding.Builder finding = Finding.of(id(), Severity.ERROR).anchor(used + " " + unused);
    if (scraped != null) {
      TargetFact better = scraped.target();
      Reason missed = new Reason.NotScraped(scraped.catalog());
      affected.addAll(inference.affectedBy(missed::equals));
      finding
          .message(
              used
                  + " is mounted, which does not scrape "
                  + CatalogNames.of(scraped.catalog())
                  + "; "
                  + unused
                  + " does")
          .evidence(
              better.job().location()
                  + ": "
                  + better.job().id()
                  + " scrapes "
                  + better.target().address());
    } else {
      finding.message(
          used
              + " is mounted, which gives no log stream "
              + few(streams(choice).missed().keySet())
              + "; "
              + unused
              + " does");
    }
    if (streams != null) {
      affected.addAll(streams.consumers());
      streams
          .missed()
          .forEach(
              (what, places) ->
                  finding.evidence(
                      unused
                          + " gives log streams "
                          + what
                          + (places.isEmpty() ? "" : ", at " + places.iterator().next())));
    }
    finding
        .evidence(used + " is " + running.because())
        .effect(Verdict.NO_DATA)
        .affects(affected)
        .fix(Fix.of("mount " + unused + ", or move what is missing into " + used));
    if (!unmounted.refusals().isEmpty()) {
      finding.evidence(unused + " is refused by the collector, too, and must be mended first");
    }
    mount(running, facts).ifPresent(finding::at);
    return finding.build();
  }

  private static StreamAlternative streams(Choice choice) {
    return Objects.requireNonNull(choice.streams, "a choice has one or the other");
  }

  private static String few(Set<String> what) {
    List<String> first = what.stream().limit(MOST_NAMED).toList();
    int more = what.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  private static Optional<SourceLocation> mount(CollectorFact running, RuleContext facts) {
    NetworkTopology network = facts.pipeline().network().orElse(NetworkTopology.EMPTY);
    List<MountUse> uses =
        running.collector().files().stream()
            .flatMap(file -> network.mountsOf(file).stream())
            .filter(use -> Optional.of(use.service()).equals(running.service()))
            .toList();
    return uses.stream().findFirst().map(use -> use.mount().location());
  }
}
