package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Holds the reports on the corpus' real incidents against their true causes: what must be found is
 * found, and no error is reported that nobody can explain. The marks are raised when a version
 * finds more, and never lowered.
 */
class IncidentCorpusTest {
  private static final int FOUND = 36;
  private static final int WANTED = 37;
  private static final int OTHERS_FOUND = 313;
  private static final int MOST_CAUSES = 15;
  private static final int NEAR = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rules whose primary causes empty panels: a hint is not enough for them. */
  private static final Pattern EMPTYING =
      Pattern.compile(
          "(alloy/(target-(?!by-container)|no-scrape|no-receiver|write-|scrape-forbidden"
              + "|metric-dropped|label-overridden|unknown-argument|syntax)|catalog/"
              + "|grafana/(datasource-|variable-all-value|variable-default|query-syntax|rate-window)"
              + "|loki/(no-stream|label-missing)|compose/wrong-config-mounted|mimir/no-samples).*");

  private static final Pattern COLLECTOR = Pattern.compile(".*/alloy/[^/]+\\.(alloy|hcl|river)");

  @TempDir private Path folder;
  private final Path corpus = Path.of(System.getProperty("sightline.corpus", "none"), "incidents");
  private final Map<String, Set<String>> seen = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int found;
  private int wanted;
  private int others;

  /** One finding as the truth speaks of it. */
  private record Item(Finding finding, boolean isCause) {
    boolean isError() {
      return finding.severity() == Severity.ERROR;
    }

    String key() {
      return finding.rule() + " " + file() + " " + finding.message();
    }

    String file() {
      return finding.location().map(place -> place.file()).orElse("");
    }

    int line() {
      return finding.location().map(place -> place.line().orElse(0)).orElse(0);
    }

    @Override
    public String toString() {
      return finding.toString();
    }
  }

  @Test
  void theCausesOfRealIncidentsAreFoundAndNothingElseIsCalledAnError() throws IOException {
    assumeTrue(Files.isDirectory(corpus), "the corpus of incidents is not here: " + corpus);
    List<String> ids;
    try (Stream<Path> entries = Files.list(corpus)) {
      ids =
          entries
              .filter(entry -> Files.exists(entry.resolve("incident.json")))
              .map(entry -> entry.getFileName().toString())
              .sorted() // mutants come behind the snapshots that they change
              .toList();
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(20);
    for (String id : ids) {
      judge(id);
    }
    assertThat(complaints).isEmpty();
    assertThat(wanted).isEqualTo(WANTED);
    assertThat(found).as("causes found of %s", wanted).isGreaterThanOrEqualTo(FOUND);
    assertThat(others).as("other known problems found").isGreaterThanOrEqualTo(OTHERS_FOUND);
  }

  private void judge(String id) throws IOException {
    Path stack = Files.createDirectories(folder.resolve(id));
    JsonNode incident = read(id);
    JsonNode inputs = incident.path("inputs");
    String base = incident.path("base").asString("");
    if (!base.isEmpty()) {
      inputs = read(base).path("inputs");
      copy(corpus.resolve(base).resolve("files"), stack);
    }
    copy(corpus.resolve(id).resolve("files"), stack);
    Files.writeString(stack.resolve("sightline.yaml"), configuration(inputs));
    List<Item> items = new ArrayList<>();
    try (PipelineValidator validator =
        PipelineValidator.fromFile(stack.resolve("sightline.yaml"), Walk.STATIC)) {
      PipelineReport report = validator.validate();
      report.rootCauses().stream()
          .map(RootCause::finding)
          .forEach(finding -> items.add(new Item(finding, true)));
      report.findings().forEach(finding -> items.add(new Item(finding, false)));
    }
    seen.put(id, new HashSet<>(items.stream().map(Item::key).toList()));
    List<Item> judged = new ArrayList<>(items);
    judged.removeIf(item -> seen.getOrDefault(base, Set.of()).contains(item.key()));
    boolean isMutant = !base.isEmpty();
    List<Item> candidates = isMutant ? judged.stream().filter(Item::isCause).toList() : judged;
    count(incident, candidates, judged, id);
  }

  private void count(JsonNode incident, List<Item> candidates, List<Item> items, String id) {
    List<JsonNode> known = new ArrayList<>();
    incident.path("background").forEach(known::add);
    incident.path("residual").forEach(known::add);
    List<JsonNode> causes = new ArrayList<>();
    incident.path("rootCauses").forEach(causes::add);
    for (JsonNode cause : causes) {
      boolean isStatic = !cause.path("detectable").asString("").equals("live");
      if (isStatic && !cause.path("kind").asString("").equals("symptom")) {
        wanted++;
        found += candidates.stream().anyMatch(item -> names(item, cause)) ? 1 : 0;
      }
    }
    for (JsonNode problem : known) {
      boolean isStatic = !problem.path("detectable").asString("").equals("live");
      others += isStatic && items.stream().anyMatch(item -> matches(item, problem)) ? 1 : 0;
    }
    items.stream()
        .filter(Item::isError)
        .filter(item -> causes.stream().noneMatch(cause -> matches(item, cause)))
        .filter(item -> known.stream().noneMatch(problem -> matches(item, problem)))
        .filter(item -> !isTolerated(item, incident))
        .forEach(item -> complaints.add(id + ": nobody explains " + item));
    long rootCauses = items.stream().filter(Item::isCause).count();
    if (rootCauses > Math.max(MOST_CAUSES, causes.size() + 5)) {
      complaints.add(id + ": " + rootCauses + " root causes");
    }
  }

  private static boolean names(Item item, JsonNode cause) {
    boolean isPrimary = cause.path("kind").asString("primary").equals("primary");
    boolean mustBeProved = isPrimary && EMPTYING.matcher(cause.path("rule").asString()).matches();
    return matches(item, cause) && (!mustBeProved || (item.isCause() && item.isError()));
  }

  private static boolean matches(Item item, JsonNode truth) {
    Set<String> rules = new LinkedHashSet<>();
    rules.add(truth.path("rule").asString());
    truth.path("accept").forEach(rule -> rules.add(rule.asString()));
    if (!rules.contains(item.finding().rule())) {
      return false;
    }
    String file = truth.path("file").asString("");
    List<JsonNode> lines = new ArrayList<>();
    truth.path("lines").forEach(lines::add);
    lines.add(truth.path("line"));
    boolean isThere = lines.stream().anyMatch(line -> isAt(item, file, line.asInt(-NEAR - 1)));
    for (JsonNode place : truth.path("alsoAt")) {
      String text = place.asString();
      int colon = text.lastIndexOf(':');
      isThere |= isAt(item, text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
    return isThere;
  }

  private static boolean isAt(Item item, String file, int line) {
    boolean isSameFile = item.file().equals(file) || item.file().endsWith("/" + file);
    return isSameFile && Math.abs(item.line() - line) <= NEAR;
  }

  /** Errors that the truth leaves to taste: those of the same rule on the same thing. */
  private static boolean isTolerated(Item item, JsonNode incident) {
    for (JsonNode entry : incident.path("tolerated")) {
      String said = item.finding().message() + " " + item.file();
      boolean onTheSame =
          Stream.of(entry.path("what").asString("").split("[^A-Za-z0-9_.-]+"))
              .filter(word -> word.length() >= 8)
              .anyMatch(said::contains);
      if (entry.path("rule").asString().equals(item.finding().rule()) && onTheSame) {
        return true;
      }
    }
    return false;
  }

  private static String configuration(JsonNode inputs) {
    List<String> other = texts(inputs, "other");
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    keys.put("catalog", new LinkedHashSet<>(texts(inputs, "catalog")));
    keys.put("alloy", new LinkedHashSet<>(texts(inputs, "alloy")));
    keys.put("compose", new LinkedHashSet<>(texts(inputs, "compose")));
    keys.put("dashboards", new LinkedHashSet<>(texts(inputs, "dashboards")));
    keys.put("provisioning", new LinkedHashSet<>(texts(inputs, "datasources")));
    keys.get("provisioning").addAll(texts(inputs, "dashboardProviders"));
    keys.get("provisioning").addAll(texts(inputs, "alertRules"));
    add(keys, "alloy", other, COLLECTOR);
    add(keys, "provisioning", other, Pattern.compile(".*/provisioning/.*"));
    add(keys, "mimirConfig", other, Pattern.compile(".*mimir[^/]*\\.ya?ml"));
    add(keys, "lokiConfig", other, Pattern.compile(".*loki[^/]*\\.ya?ml"));
    add(keys, "tempoConfig", other, Pattern.compile(".*tempo/(tempo|config)[^/]*\\.ya?ml"));
    StringBuilder text = new StringBuilder();
    keys.forEach(
        (key, files) ->
            text.append(key).append(": ").append(JSON.writeValueAsString(files)).append('\n'));
    return text.toString();
  }

  private static void add(
      Map<String, Set<String>> keys, String key, List<String> files, Pattern which) {
    Set<String> into = keys.computeIfAbsent(key, name -> new LinkedHashSet<>());
    files.stream().filter(file -> which.matcher(file).matches()).forEach(into::add);
  }

  private static List<String> texts(JsonNode inputs, String key) {
    List<String> texts = new ArrayList<>();
    inputs.path(key).forEach(value -> texts.add(value.asString()));
    return texts;
  }

  private JsonNode read(String id) throws IOException {
    return JSON.readTree(Files.readString(corpus.resolve(id).resolve("incident.json")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
