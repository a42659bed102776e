package com.scanium.sightline.mimir.config;

import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Mimir's querier divides a query by time between ingesters, which have what came last, and the
 * store of blocks, which has the rest. Immutable.
 *
 * @param ingestersWithin samples of this age and younger are asked of ingesters; zero is any age
 * @param storeAfter samples of this age and older are asked of the store; zero is any age
 * @param retention how long ingesters keep a block after they uploaded it
 * @param blockRange how much time the first block holds that ingesters make of samples
 * @see <a href="https://grafana.com/docs/mimir/latest/configure/configuration-parameters/">Mimir:
 *     querier, limits, blocks_storage</a>
 */
public record QueryWindows(
    Setting<Duration> ingestersWithin,
    Setting<Duration> storeAfter,
    Setting<Duration> retention,
    Setting<Duration> blockRange) {
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|[ywdhms])");

  private static final Map<String, Long> MILLIS =
      Map.of(
          "ms", 1L,
          "s", 1_000L,
          "m", 60_000L,
          "h", 3_600_000L,
          "d", 86_400_000L,
          "w", 604_800_000L,
          "y", 31_536_000_000L);

  /**
   * What holds for a container.
   *
   * @param config empty when it runs without a file
   * @param arguments the words of its command line, which win over the file
   */
  public static QueryWindows of(Optional<MimirConfig> config, List<LocatedText> arguments) {
    Optional<ConfigFile> file = config.map(MimirConfig::config);
    Setting<Duration> limit = written(file, "limits", "query_ingesters_within");
    Setting<Duration> within =
        limit.isUnset() ? written(file, "querier", "query_ingesters_within") : limit;
    return new QueryWindows(
        flag(arguments, "querier.query-ingesters-within", within, 13),
        flag(
            arguments,
            "querier.query-store-after",
            written(file, "querier", "query_store_after"),
            12),
        flag(
            arguments,
            "blocks-storage.tsdb.retention-period",
            written(file, "blocks_storage", "tsdb", "retention_period"),
            13),
        flag(
            arguments,
            "blocks-storage.tsdb.block-ranges-period",
            written(file, "blocks_storage", "tsdb", "block_ranges_period"),
            2));
  }

  private static Setting<Duration> written(Optional<ConfigFile> file, String... path) {
    Optional<Doc> value = file.flatMap(one -> one.root().path(path));
    if (file.isEmpty() || value.isEmpty() || value.get().isNull()) {
      return Setting.unset();
    }
    SourceLocation at = file.get().source().location(value.get().span());
    List<Doc> items = value.get().items();
    Doc first = items.isEmpty() ? value.get() : items.get(0);
    return read(first.asText().orElse(""), at);
  }

  private static Setting<Duration> flag(
      List<LocatedText> arguments, String name, Setting<Duration> written, int hoursUnlessSet) {
    for (int i = 0; i < arguments.size(); i++) {
      LocatedText word = arguments.get(i);
      String text = word.text().replaceFirst("^--?", "");
      if (text.startsWith(name + "=")) {
        return read(word, text.substring(name.length() + 1));
      }
      if (text.equals(name) && i + 1 < arguments.size()) {
        LocatedText next = arguments.get(i + 1);
        return read(next, next.text());
      }
    }
    return written.isUnset() ? Setting.byDefault(Duration.ofHours(hoursUnlessSet)) : written;
  }

  private static Setting<Duration> read(LocatedText word, String text) {
    return word.isKnown()
        ? read(text.split(",", 2)[0], word.location())
        : Setting.unknown("it holds a variable", word.location());
  }

  private static Setting<Duration> read(String text, SourceLocation at) {
    if (text.strip().equals("0")) {
      return Setting.known(Duration.ZERO, at);
    }
    Matcher part = NUMBER.matcher(text.strip());
    BigDecimal millis = BigDecimal.ZERO;
    int end = 0;
    while (part.lookingAt()) {
      millis =
          millis.add(
              new BigDecimal(part.group(1))
                  .multiply(BigDecimal.valueOf(MILLIS.getOrDefault(part.group(2), 0L))));
      end = part.end();
      part.region(end, text.strip().length());
    }
    return end == 0 || end < text.strip().length()
        ? Setting.unknown("it is no plain duration", at)
        : Setting.known(Duration.ofMillis(millis.longValue()), at);
  }
}
