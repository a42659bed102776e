package com.scanium.sightline.grafana.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that a browser shows a dashboard under: which dashboard, with which values of its
 * variables, over which time range, and perhaps which panel alone. Immutable.
 *
 * <p>Anything may be parsed; what is missing in it stays empty, and then the dashboard decides.
 *
 * @see <a
 *     href="https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/create-dashboard-url-variables/">Grafana:
 *     dashboard URL variables</a>
 */
public final class DashboardLink {
  private static final Pattern PATH = Pattern.compile("/d(?:-solo)?/([^/]+)(?:/([^/]*))?");
  private static final Pattern OLD_PATH = Pattern.compile("/dashboard(?:-solo)?/db/([^/]+)");
  private static final Pattern PANEL = Pattern.compile("(?:.*[$/])?(?:panel-)?(\\d{1,18})");
  private static final List<String> PANEL_KEYS =
      List.of("viewPanel", "editPanel", "panelId", "inspect");

  private final String url;
  private final String path;
  private final String query;
  private final Map<String, List<String>> parameters;

  private DashboardLink(String url, String path, String query) {
    this.url = url;
    this.path = path;
    this.query = query;
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!key.isEmpty()) {
        found
            .computeIfAbsent(key, name -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    this.parameters = found;
  }

  /** Reads an address, or the part of one from the question mark on. */
  public static DashboardLink parse(String url) {
    String text = url.strip();
    int hash = text.indexOf('#');
    String whole = hash < 0 ? text : text.substring(0, hash);
    int mark = whole.indexOf('?');
    String before = mark < 0 ? whole : whole.substring(0, mark);
    int scheme = before.indexOf("://");
    int slash = before.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    String path = slash < 0 ? "" : before.substring(slash);
    return new DashboardLink(text, path, mark < 0 ? "" : whole.substring(mark + 1));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a lone percent sign, which browsers take as it is
    }
  }

  /** The address as it was given. */
  public String url() {
    return url;
  }

  /** The path, which {@code ${__url.path}} gives; empty text when there is none. */
  public String path() {
    return path;
  }

  /** Everything behind the question mark, as written; empty text when there is nothing. */
  public String query() {
    return query;
  }

  /** The uid of the dashboard; empty when the address names none. */
  public Optional<String> uid() {
    Matcher matcher = PATH.matcher(path);
    return matcher.find() ? Optional.of(decoded(matcher.group(1))) : Optional.empty();
  }

  /** The title as addresses have it; the only name of a dashboard in very old addresses. */
  public Optional<String> slug() {
    Matcher matcher = PATH.matcher(path);
    if (matcher.find()) {
      return Optional.ofNullable(matcher.group(2)).filter(it -> !it.isEmpty());
    }
    Matcher old = OLD_PATH.matcher(path);
    return old.find() ? Optional.of(old.group(1)) : Optional.empty();
  }

  /** The id of the panel that alone is shown; empty for all of them. */
  public Optional<Long> panel() {
    return PANEL_KEYS.stream()
        .flatMap(key -> first(key).stream())
        .map(PANEL::matcher)
        .filter(Matcher::matches)
        .map(it -> Long.valueOf(it.group(1)))
        .findFirst();
  }

  /** The start of the time range as written, such as {@code now-6h} or milliseconds. */
  public Optional<String> from() {
    return first("from").or(() -> window(-1));
  }

  /** The end of the time range as written. */
  public Optional<String> to() {
    return first("to").or(() -> window(1));
  }

  /** The time zone as written, such as {@code utc}, {@code browser} or {@code Europe/Berlin}. */
  public Optional<String> timezone() {
    return first("timezone").or(() -> first("tz"));
  }

  /** {@code time} and {@code time.window}: a moment and the length around it, in milliseconds. */
  private Optional<String> window(int sign) {
    Optional<Long> middle = number("time");
    Optional<Long> length = number("time.window");
    return middle.isPresent() && length.isPresent()
        ? Optional.of(Long.toString(middle.get() + sign * (length.get() / 2)))
        : Optional.empty();
  }

  private Optional<Long> number(String key) {
    return first(key).filter(it -> it.matches("\\d{1,15}")).map(Long::valueOf);
  }

  /** The values of each variable by name, without {@code var-}, in the order of the address. */
  public Map<String, List<String>> variables() {
    Map<String, List<String>> variables = new LinkedHashMap<>();
    parameters.forEach(
        (key, values) -> {
          if (key.startsWith("var-") && key.length() > 4) {
            variables.put(key.substring(4), List.copyOf(values));
          }
        });
    return variables;
  }

  private Optional<String> first(String key) {
    return parameters.getOrDefault(key, List.of()).stream().findFirst().filter(it -> !it.isEmpty());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DashboardLink that && url.equals(that.url);
  }

  @Override
  public int hashCode() {
    return Objects.hash(url);
  }

  @Override
  public String toString() {
    return url;
  }
}
