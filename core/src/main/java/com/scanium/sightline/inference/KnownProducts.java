package com.scanium.sightline.inference;

import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.text.internal.FactTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Well-known programs: how to recognise one by its image, host or job name, and which metrics are
 * its own. The facts and their sources are in {@code products.txt} beside this class.
 */
final class KnownProducts {
  /** Read once; immutable. */
  static final KnownProducts TABLE = read();

  private final List<Product> products;
  private final Product client;

  private KnownProducts(List<Product> products) {
    this.products = products.stream().filter(product -> !product.name().equals("client")).toList();
    this.client =
        products.stream()
            .filter(product -> product.name().equals("client"))
            .findFirst()
            .orElseThrow();
  }

  /**
   * One program.
   *
   * @param name as the table calls it
   * @param images image repositories without registry and tag
   * @param hosts host or job names that it usually has
   * @param prefixes prefixes of its metric names, {@code *} for any, {@code !} before one that it
   *     has not; one that came later bears the first release that has it, as in {@code
   *     http_server_request_duration>=1.8}
   * @param writes whether it delivers series that no scrape shows
   */
  record Product(
      String name, List<String> images, List<String> hosts, List<String> prefixes, boolean writes) {
    boolean owns(String metric) {
      return owns(metric, null);
    }

    /**
     * Whether a metric may be one of its own.
     *
     * @param release without a leading {@code v}; null when it is not known, then all releases
     *     count
     */
    boolean owns(String metric, @Nullable String release) {
      return prefixes.stream().anyMatch(prefix -> covers(prefix, metric, release))
          && prefixes.stream()
              .noneMatch(
                  prefix -> prefix.startsWith("!") && metric.startsWith(prefix.substring(1)));
    }

    private static boolean covers(String prefix, String metric, @Nullable String release) {
      int since = prefix.indexOf(">=");
      return since < 0
          ? prefix.equals("*") || metric.startsWith(prefix)
          : metric.startsWith(prefix.substring(0, since))
              && mayBeAtLeast(release, prefix.substring(since + 2));
    }
  }

  /** Major and minor number, and whatever follows; words such as {@code latest} say nothing. */
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  private static boolean mayBeAtLeast(@Nullable String release, String wanted) {
    Matcher have = RELEASE.matcher(release == null ? "" : release);
    Matcher want = RELEASE.matcher(wanted);
    if (!have.matches() || !want.matches()) {
      return true;
    }
    int major = Integer.compare(number(have, 1), number(want, 1));
    return major != 0 ? major > 0 : number(have, 2) >= number(want, 2);
  }

  private static int number(Matcher release, int group) {
    return Integer.parseInt(release.group(group));
  }

  /** The program in an image; empty when the table does not have it. */
  Optional<Product> ofImage(String image) {
    ImageName name = ImageName.of(image);
    return products.stream()
        .filter(product -> product.images().stream().anyMatch(name::isOf))
        .findFirst();
  }

  /** The program that usually goes by a host or job name. */
  Optional<Product> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return products.stream().filter(product -> product.hosts().contains(lower)).findFirst();
  }

  /** The program of a name in the table, such as {@code node_exporter}. */
  Optional<Product> named(String name) {
    return products.stream().filter(product -> product.name().equals(name)).findFirst();
  }

  /** Whether client libraries add metrics of this name to whatever uses them. */
  boolean isOfClientLibrary(String metric) {
    return client.owns(metric);
  }

  private static KnownProducts read() {
    return new KnownProducts(
        FactTable.rows(KnownProducts.class, "products.txt", 6).stream()
            .map(KnownProducts::product)
            .toList());
  }

  private static Product product(List<String> row) {
    return new Product(
        row.get(0),
        words(row.get(1)),
        words(row.get(2)),
        words(row.get(4)),
        row.get(5).equals("yes"));
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(" ")).filter(word -> !word.equals("-")).toList();
  }
}
