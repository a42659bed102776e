package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.regex.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One valid relabel rule applied to one shape.
 *
 * <p>Where the joined source values are few and known, the rule is carried out on each of them;
 * else what is known of the expression decides, and the rest is taken to be possible.
 */
final class ShapeRelabeling {
  private static final int MAX_COMBINATIONS = 256;

  private final RelabelRule rule;
  private final Provenance provenance;
  private final Regex regex;
  private Match kept = Match.MUST;

  ShapeRelabeling(RelabelRule rule, Provenance provenance) {
    this.rule = rule;
    this.provenance = provenance;
    this.regex = rule.regex().orElseThrow();
  }

  /** Whether series of the shape are left: all, some perhaps, none. */
  Match kept() {
    return kept;
  }

  /** What covers the series that are left; null when it is proved that none is. */
  @Nullable SeriesShape apply(SeriesShape shape) {
    return switch (rule.action()) {
      case KEEP, DROP -> filter(shape, rule.action() == RelabelAction.KEEP);
      case KEEPEQUAL, DROPEQUAL -> compare(shape, rule.action() == RelabelAction.KEEPEQUAL);
      case REPLACE -> replace(shape);
      case LOWERCASE -> convert(shape, Relabeling::lower);
      case UPPERCASE -> convert(shape, Relabeling::upper);
      case HASHMOD -> hash(shape);
      case LABELMAP -> map(shape);
      case LABELDROP, LABELKEEP -> remove(shape);
    };
  }

  /** One way the source labels can be: their values, {@code ""} for absent, and how they join. */
  private record Combination(List<String> values, String joined) {}

  /** All the ways when they are known and few, else null. */
  private @Nullable List<Combination> combinations(SeriesShape shape) {
    List<List<String>> all = List.of(List.of());
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < rule.sourceLabels().size(); i++) {
      String label = rule.sourceLabels().get(i);
      Integer same = first.putIfAbsent(label, i);
      Set<String> values = values(shape.label(label));
      if (values == null || (long) all.size() * values.size() > MAX_COMBINATIONS) {
        return null;
      }
      List<List<String>> longer = new ArrayList<>();
      for (List<String> start : all) {
        // a label that is named twice has the same value both times
        for (String value : same == null ? values : Set.of(start.get(same))) {
          List<String> next = new ArrayList<>(start);
          next.add(value);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all.stream().map(v -> new Combination(v, String.join(rule.separator(), v))).toList();
  }

  /** The possible values with {@code ""} for absent, or null when they are not known. */
  private static @Nullable Set<String> values(LabelDomain domain) {
    Set<String> known = domain.knownValues().orElse(null);
    if (known == null) {
      return null;
    }
    Set<String> all = new TreeSet<>(known);
    if (domain.contains("")) {
      all.add("");
    }
    return all;
  }

  private @Nullable SeriesShape filter(SeriesShape shape, boolean keep) {
    List<Combination> ways = combinations(shape);
    if (ways != null) {
      return selected(shape, ways, way -> regex.matches(way.joined) == keep);
    }
    if (rule.sourceLabels().size() == 1) {
      LabelMatcher matches = matcher(rule.sourceLabels().get(0));
      LabelMatcher wanted = keep ? matches : matches.inverse();
      kept = shape.match(wanted);
      return shape.narrow(List.of(wanted)).orElse(null);
    }
    Match match = regexMatch(shape);
    kept = keep ? match : match.not();
    if (kept == Match.NEVER) {
      return null;
    }
    return keep ? narrowedByParts(shape) : shape;
  }

  private LabelMatcher matcher(String label) {
    return LabelMatcher.of(label, LabelMatcher.Op.REGEX, rule.pattern(), regex.newlines());
  }

  /** Narrows each source label to the values that some selected way gives it. */
  private @Nullable SeriesShape selected(
      SeriesShape shape, List<Combination> ways, Predicate<Combination> wanted) {
    List<Combination> chosen = ways.stream().filter(wanted).toList();
    kept = chosen.isEmpty() ? Match.NEVER : chosen.size() == ways.size() ? Match.MUST : Match.MAY;
    if (chosen.isEmpty()) {
      return null;
    }
    if (kept == Match.MUST) {
      return shape;
    }
    SeriesShape.Builder narrowed = shape.toBuilder();
    for (int i = 0; i < rule.sourceLabels().size(); i++) {
      Set<String> values = new LinkedHashSet<>();
      for (Combination way : chosen) {
        values.add(way.values.get(i));
      }
      narrowed.label(rule.sourceLabels().get(i), LabelDomain.oneOf(values));
    }
    return narrowed.build();
  }

  /** What is known of the joined value when it is not one of a few. */
  private Match regexMatch(SeriesShape shape) {
    if (regex.matchesEverything()) {
      return Match.MUST;
    }
    if (regex.matchesNothing()) {
      return Match.NEVER;
    }
    if (rule.sourceLabels().size() == 1) {
      return shape.match(matcher(rule.sourceLabels().get(0)));
    }
    Set<String> literals = regex.literals().orElse(null);
    if (literals != null && literals.stream().allMatch(this::splitsInOneWay)) {
      boolean possible =
          literals.stream().anyMatch(literal -> canBe(shape, literal.split(quoted(), -1)));
      return possible ? Match.MAY : Match.NEVER;
    }
    return Match.MAY;
  }

  private String quoted() {
    return java.util.regex.Pattern.quote(rule.separator());
  }

  /** Whether a joined value tells the single values: it has no more separators than were put in. */
  private boolean splitsInOneWay(String literal) {
    int needed = rule.sourceLabels().size() - 1;
    return rule.separator().length() == 1
        && literal.chars().filter(c -> c == rule.separator().charAt(0)).count() == needed;
  }

  private boolean canBe(SeriesShape shape, String[] parts) {
    for (int i = 0; i < parts.length; i++) {
      if (!shape.label(rule.sourceLabels().get(i)).contains(parts[i])) {
        return false;
      }
    }
    return true;
  }

  /** A kept shape of several sources, where the expression is a list of literals. */
  private SeriesShape narrowedByParts(SeriesShape shape) {
    Set<String> literals = regex.literals().orElse(null);
    if (literals == null || !literals.stream().allMatch(this::splitsInOneWay)) {
      return shape;
    }
    List<String[]> possible =
        literals.stream()
            .map(literal -> literal.split(quoted(), -1))
            .filter(parts -> canBe(shape, parts))
            .toList();
    SeriesShape.Builder narrowed = shape.toBuilder();
    for (int i = 0; i < rule.sourceLabels().size(); i++) {
      Set<String> values = new LinkedHashSet<>();
      for (String[] parts : possible) {
        values.add(parts[i]);
      }
      narrowed.label(rule.sourceLabels().get(i), LabelDomain.oneOf(values));
    }
    return narrowed.build();
  }

  private @Nullable SeriesShape compare(SeriesShape shape, boolean keepEqual) {
    List<Combination> ways = combinations(shape);
    if (ways == null) {
      kept = Match.MAY;
      return shape;
    }
    LabelDomain target = shape.label(rule.targetLabel());
    boolean possible = ways.stream().anyMatch(way -> target.contains(way.joined));
    boolean always =
        ways.size() == 1
            && (ways.get(0).joined.isEmpty()
                ? target.presence() == Presence.NEVER
                : target.single().filter(ways.get(0).joined::equals).isPresent());
    Match equal = !possible ? Match.NEVER : always ? Match.MUST : Match.MAY;
    kept = keepEqual ? equal : equal.not();
    return kept == Match.NEVER ? null : shape;
  }

  private SeriesShape replace(SeriesShape shape) {
    Template target = rule.targetTemplate();
    List<Combination> ways = combinations(shape);
    if (ways != null) {
      return replaceEach(shape, ways);
    }
    Match matches = regexMatch(shape);
    if (matches == Match.NEVER) {
      return shape;
    }
    LabelDomain value = replaced(shape);
    SeriesShape.Builder out = shape.toBuilder();
    if (target.isConstant()) {
      String label = target.prefix();
      set(out, label, matches == Match.MUST ? value : shape.label(label).union(value));
      return out.build();
    }
    return anyLabelSet(shape, out, target, value);
  }

  private void set(SeriesShape.Builder out, String label, LabelDomain domain) {
    out.label(label, domain, provenance);
  }

  /** Some label whose name fits the template gets the value. */
  private SeriesShape anyLabelSet(
      SeriesShape shape, SeriesShape.Builder out, Template target, LabelDomain value) {
    out.open();
    Set<String> names = new TreeSet<>(shape.labels().keySet());
    names.add(LabelMatcher.NAME);
    for (String name : names) {
      if (name.startsWith(target.prefix())) {
        set(out, name, shape.label(name).union(value));
      }
    }
    return out.build();
  }

  private SeriesShape replaceEach(SeriesShape shape, List<Combination> ways) {
    Map<String, LabelDomain> results = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Combination way : ways) {
      String target = regex.expand(rule.targetLabel(), way.joined).orElse("");
      if (!target.isEmpty()) {
        String value = regex.expand(rule.replacement(), way.joined).orElse("");
        results.merge(target, LabelDomain.value(value), LabelDomain::union);
        counts.merge(target, 1, Integer::sum);
      }
    }
    SeriesShape.Builder out = shape.toBuilder();
    results.forEach(
        (target, value) -> {
          // a name that the dialect refuses is passed over by the program: keep the old value too
          boolean always = Objects.equals(counts.get(target), ways.size()) && isPlain(target);
          set(out, target, always ? value : shape.label(target).union(value));
        });
    return out.build();
  }

  private static boolean isPlain(String name) {
    return RelabelDialect.PROMETHEUS_LEGACY.isLabelName(name);
  }

  /** The values that a match of an unknown source value gives. */
  private LabelDomain replaced(SeriesShape shape) {
    Template replacement = rule.replacementTemplate();
    if (replacement.isConstant()) {
      return LabelDomain.value(replacement.prefix());
    }
    if (rule.sourceLabels().size() == 1 && isCopy()) {
      LabelDomain source = shape.label(rule.sourceLabels().get(0));
      // only the part of the source that matches is copied
      return source.narrow(matcher(rule.sourceLabels().get(0))).orElse(source);
    }
    // a text beside the references makes the value non-empty
    boolean text = !replacement.fill(name -> "").isEmpty();
    return text || isWholeJoin() ? LabelDomain.any() : LabelDomain.unknown();
  }

  /** Whether the replacement is the whole joined value. */
  private boolean isCopy() {
    boolean wholeGroup =
        Set.of("(.*)", "^(.*)$", "(.+)", "^(.+)$").contains(rule.pattern())
            && Set.of("$1", "${1}").contains(rule.replacement());
    return wholeGroup || Set.of("$0", "${0}").contains(rule.replacement());
  }

  private boolean isWholeJoin() {
    return isCopy() && rule.sourceLabels().size() > 1 && !rule.separator().isEmpty();
  }

  private SeriesShape convert(
      SeriesShape shape, java.util.function.UnaryOperator<String> conversion) {
    List<Combination> ways = combinations(shape);
    LabelDomain value;
    if (ways != null) {
      value = LabelDomain.oneOf(ways.stream().map(way -> conversion.apply(way.joined)).toList());
    } else if (rule.sourceLabels().size() > 1 && !rule.separator().isEmpty()) {
      value = LabelDomain.any();
    } else {
      boolean always =
          rule.sourceLabels().stream()
              .anyMatch(label -> shape.label(label).presence() == Presence.ALWAYS);
      value = always ? LabelDomain.any() : LabelDomain.unknown();
    }
    SeriesShape.Builder out = shape.toBuilder();
    set(out, rule.targetLabel(), value);
    return out.build();
  }

  private SeriesShape hash(SeriesShape shape) {
    List<Combination> ways = combinations(shape);
    List<String> all = Relabeling.hashValues(rule.modulus());
    LabelDomain value = all == null ? LabelDomain.any() : LabelDomain.oneOf(all);
    if (ways != null) {
      value =
          LabelDomain.oneOf(
              ways.stream().map(way -> Relabeling.hashMod(way.joined, rule.modulus())).toList());
    }
    SeriesShape.Builder out = shape.toBuilder();
    set(out, rule.targetLabel(), value);
    return out.build();
  }

  private SeriesShape map(SeriesShape shape) {
    Map<String, LabelDomain> results = new HashMap<>();
    Set<String> surely = new TreeSet<>();
    Set<String> names = new TreeSet<>(shape.labels().keySet());
    names.add(LabelMatcher.NAME);
    for (String name : names) {
      LabelDomain domain = shape.label(name);
      String target = regex.expand(rule.replacement(), name).orElse(null);
      if (target != null && domain.presence() != Presence.NEVER) {
        results.merge(target, domain.present(), LabelDomain::union);
        if (domain.presence() == Presence.ALWAYS) {
          surely.add(target);
        }
      }
    }
    SeriesShape.Builder out = shape.toBuilder();
    results.forEach(
        (target, value) ->
            set(out, target, surely.contains(target) ? value : shape.label(target).union(value)));
    if (shape.isOpen()) {
      overwriteFromUnlisted(shape, results, out);
    }
    return out.build();
  }

  /** Labels that are not listed may be mapped onto listed ones. */
  private void overwriteFromUnlisted(
      SeriesShape shape, Map<String, LabelDomain> results, SeriesShape.Builder out) {
    Template replacement = rule.replacementTemplate();
    Set<String> listed = new TreeSet<>(shape.labels().keySet());
    listed.addAll(results.keySet());
    listed.remove(LabelMatcher.NAME);
    for (String name : listed) {
      boolean possible =
          replacement.isConstant()
              ? name.equals(replacement.prefix())
              : name.startsWith(replacement.prefix());
      if (possible && unlistedSource(shape)) {
        LabelDomain now = out.build().label(name);
        set(
            out,
            name,
            now.union(now.presence() == Presence.NEVER ? LabelDomain.unknown() : any(now)));
      }
    }
  }

  private static LabelDomain any(LabelDomain now) {
    return now.presence() == Presence.ALWAYS ? LabelDomain.any() : LabelDomain.unknown();
  }

  /** Whether a label that is not listed can match the expression. */
  private boolean unlistedSource(SeriesShape shape) {
    Set<String> literals = regex.literals().orElse(null);
    return literals == null
        || literals.stream().anyMatch(name -> !shape.labels().containsKey(name));
  }

  private SeriesShape remove(SeriesShape shape) {
    boolean matchedGo = rule.action() == RelabelAction.LABELDROP;
    SeriesShape.Builder out = shape.toBuilder();
    Set<String> names = new TreeSet<>(shape.labels().keySet());
    names.add(LabelMatcher.NAME);
    Set<String> literals = regex.literals().orElse(null);
    if (shape.isOpen() && literals != null) {
      names.addAll(literals);
    }
    for (String name : names) {
      if (regex.matches(name) == matchedGo) {
        set(out, name, LabelDomain.absent());
      } else if (!shape.labels().containsKey(name)) {
        out.label(name, shape.label(name));
      }
    }
    // of an open shape only the few labels that are kept are left
    return literals != null && !matchedGo ? out.closed().build() : out.build();
  }
}
