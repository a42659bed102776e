package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.client.DatasourceProxy;
import com.scanium.sightline.grafana.client.GrafanaClient;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.client.MimirClientBuilder;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The options that say which store to ask and as whom, and what they open. */
final class StoreArguments {
  static final String URL = "--url";
  static final String LOKI = "--loki";
  static final String GRAFANA = "--grafana";
  static final String GRAFANA_TOKEN_ENV = "--grafana-token-env";
  static final String GRAFANA_TOKEN_FILE = "--grafana-token-file";
  static final String FORMAT = "--format";

  private static final String DATASOURCE = "--datasource";
  private static final String TENANT = "--tenant";
  private static final String TOKEN_ENV = "--token-env";
  private static final String TOKEN_FILE = "--token-file";
  private static final String USER = "--user";
  private static final String PASSWORD_ENV = "--password-env";
  private static final String PASSWORD_FILE = "--password-file";
  private static final String HEADER = "--header";
  private static final String HEADER_ENV = "--header-env";
  private static final String TIMEOUT = "--timeout";
  private static final String START = "--start";
  private static final String END = "--end";
  private static final String SINCE = "--since";
  private static final String URL_VARIABLE = "SIGHTLINE_URL";
  private static final String TENANT_VARIABLE = "SIGHTLINE_TENANT";

  private final Console console;
  private final CommandSpec spec;
  private final ParseResult given;
  private final SecretArguments secrets;

  StoreArguments(Console console, CommandSpec spec) {
    this.console = console;
    this.spec = spec;
    this.given = spec.commandLine().getParseResult();
    this.secrets = new SecretArguments(console, given);
  }

  /** Adds the options to a command. */
  static void describe(CommandSpec spec) {
    spec.addOption(
        Options.text(
            URL,
            "URL",
            "The store: the base of its query interface, Mimir's ends in /prometheus (default: $"
                + URL_VARIABLE
                + ")."));
    spec.addOption(Options.flag(LOKI, "The store is Loki; its URL is its root."));
    spec.addOption(
        Options.text(
            GRAFANA, "URL", "Ask through a data source of this Grafana instead of --url."));
    spec.addOption(
        Options.text(DATASOURCE, "NAME|UID", "The data source of Grafana to ask through."));
    grafanaToken(spec);
    spec.addOption(
        Options.text(
            TENANT,
            "ID",
            "The tenant, sent as X-Scope-OrgID (default: $" + TENANT_VARIABLE + ")."));
    spec.addOption(Options.text(TOKEN_ENV, "VARIABLE", "The variable that holds a bearer token."));
    spec.addOption(Options.text(TOKEN_FILE, "FILE", "The file that holds a bearer token."));
    spec.addOption(Options.text(USER, "NAME", "The user name for basic authentication."));
    spec.addOption(Options.text(PASSWORD_ENV, "VARIABLE", "The variable that holds the password."));
    spec.addOption(Options.text(PASSWORD_FILE, "FILE", "The file that holds the password."));
    spec.addOption(Options.texts(HEADER, "NAME=VALUE", "One more header; not for secrets."));
    spec.addOption(
        Options.texts(
            HEADER_ENV, "NAME=VARIABLE", "One more header, its value taken from a variable."));
    NetworkArguments.describe(spec);
    spec.addOption(
        Options.text(TIMEOUT, "DURATION", "How long one question may take (default: 30s)."));
  }

  /** Adds the options for Grafana's token. */
  static void grafanaToken(CommandSpec spec) {
    spec.addOption(
        Options.text(
            GRAFANA_TOKEN_ENV, "VARIABLE", "The variable that holds Grafana's service token."));
    spec.addOption(
        Options.text(GRAFANA_TOKEN_FILE, "FILE", "The file that holds Grafana's service token."));
  }

  /** Adds the options for a span of time. */
  static void describeWindow(CommandSpec spec) {
    spec.addOption(
        Options.text(
            START, "TIME", "From when: now-6h, 2026-11-24T10:00:00Z or seconds (see --since)."));
    spec.addOption(Options.text(END, "TIME", "Until when (default: now)."));
    spec.addOption(
        Options.text(SINCE, "DURATION", "How far before the end it starts (default: 1h)."));
  }

  /** Adds the option for the form of the answer. */
  static void describeFormat(CommandSpec spec) {
    spec.addOption(
        Options.word(
            FORMAT, "FORMAT", ResultFormat.TABLE, "How to print it: table, csv, json or plot"));
  }

  /** The form of the answer. */
  ResultFormat format() {
    return given.matchedOptionValue(FORMAT, ResultFormat.TABLE);
  }

  /** Whether a store was named at all. */
  boolean namesAStore() {
    return given.hasMatchedOption(URL) || given.hasMatchedOption(GRAFANA);
  }

  /** Whether a span of time was asked for. */
  boolean namesAWindow() {
    return List.of(START, END, SINCE).stream().anyMatch(given::hasMatchedOption);
  }

  /** A duration of an option; the default when it is not given. */
  Duration duration(String option, Duration unlessGiven) {
    String text = given.matchedOptionValue(option, "");
    return text.isEmpty() ? unlessGiven : typed(option, () -> TimeArguments.duration(text));
  }

  /** A time of an option; now when it is not given. */
  Instant time(String option, Instant now) {
    String text = given.matchedOptionValue(option, "now");
    return typed(option, () -> TimeArguments.time(text, now));
  }

  /** A positive whole number of an option; the default when it is not given. */
  int count(String option, int unlessGiven) {
    String text = given.matchedOptionValue(option, "");
    if (text.isEmpty()) {
      return unlessGiven;
    }
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw new ParameterException(
          spec.commandLine(), option + ": \"" + text + "\" is no positive number");
    }
    return Integer.parseInt(text);
  }

  /** The span of time that was asked for, cut to milliseconds. */
  AskedStore.Window window(Instant now) {
    Instant end = time(END, now);
    if (given.hasMatchedOption(START) && given.hasMatchedOption(SINCE)) {
      throw new ParameterException(spec.commandLine(), "--start and --since exclude each other");
    }
    Instant start =
        given.hasMatchedOption(START)
            ? time(START, now)
            : end.minus(duration(SINCE, Duration.ofHours(1)));
    if (!end.isAfter(start)) {
      throw new ParameterException(
          spec.commandLine(), "the end must be after the start: " + start + ", " + end);
    }
    return new AskedStore.Window(start, end);
  }

  private <T> T typed(String option, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
    }
  }

  /** The client of Grafana that was asked for. */
  static GrafanaClient grafana(Console console, ParseResult given, Duration timeout) {
    return grafana(console, given, timeout, HttpConfig.DEFAULT);
  }

  private static GrafanaClient grafana(
      Console console, ParseResult given, Duration timeout, HttpConfig http) {
    GrafanaClient.Builder grafana = GrafanaClient.builder(given.matchedOptionValue(GRAFANA, ""));
    new SecretArguments(console, given)
        .read(GRAFANA_TOKEN_ENV, GRAFANA_TOKEN_FILE)
        .ifPresent(grafana::token);
    return built(() -> grafana.timeout(timeout).http(http).build());
  }

  /** Opens the store that was asked for; nothing is sent yet. */
  AskedStore open() {
    Duration timeout = duration(TIMEOUT, Duration.ofSeconds(30));
    HttpConfig http = new NetworkArguments(console, given).http(spec);
    if (!given.hasMatchedOption(GRAFANA)) {
      String url =
          given.matchedOptionValue(
              URL, console.environment().getOrDefault(URL_VARIABLE, "").strip());
      if (url.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "which store? Give --url, --grafana or $" + URL_VARIABLE);
      }
      return store(url, timeout, http, null);
    }
    if (given.hasMatchedOption(URL)) {
      throw new ParameterException(spec.commandLine(), "--url and --grafana exclude each other");
    }
    String name = given.matchedOptionValue(DATASOURCE, "");
    if (name.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--grafana needs --datasource NAME");
    }
    GrafanaClient grafana = grafana(console, given, timeout, http);
    DatasourceProxy proxy = grafana.datasource(name);
    return new BehindGrafana(grafana, store(proxy.url(), timeout, http, proxy));
  }

  private AskedStore store(
      String url, Duration timeout, HttpConfig http, @Nullable Transport transport) {
    Optional<Secret> token = secrets.read(TOKEN_ENV, TOKEN_FILE);
    Optional<Secret> password = secrets.read(PASSWORD_ENV, PASSWORD_FILE);
    String user = given.matchedOptionValue(USER, "");
    if (user.isEmpty() == password.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--user and a password (--password-env, --password-file) go together");
    }
    if (token.isPresent() && password.isPresent()) {
      throw new ParameterException(spec.commandLine(), "a token and a password exclude each other");
    }
    String tenant =
        given.matchedOptionValue(
            TENANT, console.environment().getOrDefault(TENANT_VARIABLE, "").strip());
    Map<String, String> headers = headers();
    Map<String, Secret> secretHeaders = secretHeaders();
    return built(
        () -> {
          if (given.hasMatchedOption(LOKI)) {
            LokiClient.Builder loki = LokiClient.builder(url).timeout(timeout).http(http);
            headers.forEach(loki::header);
            secretHeaders.forEach(loki::secretHeader);
            token.ifPresent(loki::bearerToken);
            password.ifPresent(it -> loki.basicAuth(user, it));
            Optional.of(tenant).filter(it -> !it.isEmpty()).ifPresent(loki::tenant);
            Optional.ofNullable(transport).ifPresent(loki::transport);
            return new AskedLoki(loki.build());
          }
          MimirClientBuilder mimir = MimirClient.builder(url).timeout(timeout).http(http);
          headers.forEach(mimir::header);
          secretHeaders.forEach(mimir::secretHeader);
          token.ifPresent(mimir::bearerToken);
          password.ifPresent(it -> mimir.basicAuth(user, it));
          Optional.of(tenant).filter(it -> !it.isEmpty()).ifPresent(mimir::tenant);
          Optional.ofNullable(transport).ifPresent(mimir::transport);
          return new AskedMimir(mimir.build());
        });
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : given.matchedOptionValue(HEADER, List.<String>of())) {
      String[] parts = pair(HEADER, pair);
      headers.put(parts[0], parts[1]);
    }
    return headers;
  }

  private Map<String, Secret> secretHeaders() {
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (String pair : given.matchedOptionValue(HEADER_ENV, List.<String>of())) {
      String[] parts = pair(HEADER_ENV, pair);
      headers.put(parts[0], secrets.fromEnvironment(parts[1]));
    }
    return headers;
  }

  private String[] pair(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new ParameterException(spec.commandLine(), option + " takes a name, = and a value");
    }
    return new String[] {text.substring(0, equals), text.substring(equals + 1)};
  }

  private static <T> T built(Supplier<T> building) {
    try {
      return building.get();
    } catch (IllegalArgumentException e) {
      throw new CannotRunException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The value of an answer; its warnings go to standard error.
   *
   * @throws CannotRunException when the store did not answer
   */
  static <T> T answered(Console console, Answer<T> answer) {
    if (answer instanceof Answer.Failed<T> failed) {
      Failure failure = failed.failure();
      String place =
          failure instanceof Failure.BadQuery bad
              ? bad.at().map(at -> " (at " + at.line() + ":" + at.column() + ")").orElse("")
              : "";
      throw new CannotRunException(
          Words.of(failure.kind()).replace('_', ' ')
              + ": "
              + Printable.of(failure.message())
              + place);
    }
    if (answer instanceof Answer.Known<T> known) {
      known.warnings().forEach(it -> console.err().println("warning: " + Printable.of(it)));
    }
    return answer.orElseThrow();
  }
}
