package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.grafana.client.GrafanaClient;
import com.scanium.sightline.grafana.client.SearchQuery;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.ProxyConfig;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.Transports;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.port.Answer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * With every logger at its finest, no secret is in what the clients and the command log, throw,
 * answer, print or report, however they fail. A process of its own, since logging is bound once.
 */
@Timeout(180)
class LoggedSecretsTest {
  private static final String BEARER = "bearer-s3cr3t-1";
  private static final String PASSWORD = "basic-s3cr3t-2";
  private static final String KEY = "header-s3cr3t-3";
  private static final String USERINFO = "userinfo-s3cr3t-4";
  private static final String IN_QUERY = "query-s3cr3t-5";
  private static final String OF_PROXY = "proxy-s3cr3t-6";

  private static final List<String> SECRETS =
      List.of(
          BEARER,
          PASSWORD,
          KEY,
          USERINFO,
          IN_QUERY,
          OF_PROXY,
          "s3cr3t",
          base64("me:" + PASSWORD),
          base64("me:" + USERINFO),
          base64("me:" + OF_PROXY));

  /** Those that docs/dependencies.md warns of. */
  private static final Set<String> FOREIGN =
      Set.of(
          "org.apache.hc.client5.http.headers",
          "org.apache.hc.client5.http.wire",
          "org.apache.hc.client5.http.impl.classic.MainClientExec");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static List<String> run(Path folder) throws Exception {
    Files.writeString(folder.resolve("token"), BEARER + "\n");
    ProcessBuilder program =
        new ProcessBuilder(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-Dslf4j.provider=" + CapturedLogs.class.getName(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    program.environment().put("BEARER", BEARER);
    program.environment().put("PASSWORD", PASSWORD);
    program.environment().put("KEY", KEY);
    program.environment().put("OF_PROXY", OF_PROXY);
    Process process = program.start();
    if (!process.waitFor(150, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(folder.resolve("output"));
    assertThat(process.waitFor())
        .as(String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size())))
        .isZero();
    return lines;
  }

  private static String loggerOf(String line) {
    return line.startsWith(CapturedLogs.MARK) ? line.split(" ", 3)[1] : "";
  }

  @Test
  void noSecretIsLoggedThrownAnsweredOrReported(@TempDir Path folder) throws Exception {
    List<String> lines = run(folder);
    List<String> ours = lines.stream().filter(line -> !FOREIGN.contains(loggerOf(line))).toList();
    assertThat(ours)
        .as("lines with a secret")
        .filteredOn(line -> SECRETS.stream().anyMatch(line::contains))
        .isEmpty();

    Set<String> loggers = lines.stream().map(it -> loggerOf(it)).collect(Collectors.toSet());
    assertThat(loggers).contains(Transport.class.getName()).containsAll(FOREIGN);
    Set<String> telling =
        lines.stream()
            .filter(line -> SECRETS.stream().anyMatch(line::contains))
            .map(line -> loggerOf(line))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(telling).as("the secrets were sent, and only these say so").isEqualTo(FOREIGN);
    assertThat(ours).filteredOn(line -> line.startsWith("ANSWER ")).hasSizeGreaterThan(400);
    assertThat(ours).filteredOn(line -> line.startsWith("COMMAND ")).hasSize(17);
  }

  /** Fails in every way that there is, and prints all that comes of it. */
  static final class Program {
    private static final PrintStream OUT =
        new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final List<String> KINDS =
        List.of(
            "302", "400", "401", "403", "404", "413", "422", "429", "500", "503", "html", "garbage",
            "short", "mute");
    private static final RetryConfig QUICK =
        new RetryConfig(2, Duration.ofMillis(1), Duration.ofMillis(2));

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "server");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext("/", Program::answer);
      server.start();
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      int closed;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        closed = free.getLocalPort();
      }
      List<String> addresses = new ArrayList<>();
      KINDS.forEach(kind -> addresses.add(root + "/" + kind));
      addresses.add("http://127.0.0.1:" + closed);
      addresses.add("http://no-such-host.invalid");
      addresses.add(root.replace("http:", "https:"));
      for (String address : addresses) {
        askAll(address, HttpConfig.DEFAULT);
      }
      ProxyConfig proxy =
          ProxyConfig.of(URI.create(root + "/")).withCredentials("me", Secret.of(OF_PROXY));
      HttpConfig through = HttpConfig.builder().proxy(proxy).build();
      show(proxy::toString);
      askAll("http://store.invalid/407", through);
      askAll("https://store.invalid/407", through);
      refusedAddresses(root);
      commands(root, folder);
      System.exit(0);
    }

    /** Answers as the path says, with all that it was told. */
    private static void answer(HttpExchange exchange) throws IOException {
      String kind = exchange.getRequestURI().getPath().split("/")[1];
      String told =
          String.join(
              " ",
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
      if (kind.equals("mute")) {
        exchange.getRequestBody().readAllBytes();
        return; // the client's deadline ends it
      }
      String body =
          switch (kind) {
            case "html" -> "<!DOCTYPE html><html><title>Sign in</title>" + told + "</html>";
            case "garbage" -> told;
            case "short" -> "{\"status\":\"success\",\"data\":{\"resultType\":\"" + told;
            default -> "{\"status\":\"error\",\"errorType\":\"x\",\"error\":\"" + told + "\"}";
          };
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange
          .getResponseHeaders()
          .set("Location", "https://login.example/?back=" + told.replace(' ', '+'));
      exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"p\"");
      int status = kind.matches("\\d+") ? Integer.parseInt(kind) : 200;
      exchange.sendResponseHeaders(status, bytes.length + (kind.equals("short") ? 99L : 0));
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    }

    private static void askAll(String address, HttpConfig http) {
      boolean silent = address.endsWith("mute") || address.startsWith("https:");
      Duration timeout = Duration.ofMillis(silent ? 100 : 5_000);
      Instant now = Instant.now();
      for (int way = 0; way < 3; way++) {
        var mimir = MimirClient.builder(address).http(http).retry(QUICK).timeout(timeout);
        var loki = LokiClient.builder(address).http(http).retry(QUICK).timeout(timeout);
        var grafana = GrafanaClient.builder(address).http(http).retry(QUICK).timeout(timeout);
        switch (way) {
          case 0 -> {
            mimir.bearerToken(Secret.of(BEARER));
            loki.bearerToken(Secret.of(BEARER));
            grafana.token(Secret.of(BEARER));
          }
          case 1 -> {
            mimir.basicAuth("me", Secret.of(PASSWORD));
            loki.basicAuth("me", Secret.of(PASSWORD));
            grafana.basicAuth("me", Secret.of(PASSWORD));
          }
          default -> {
            mimir.secretHeader("X-Api-Key", Secret.of(KEY));
            loki.secretHeader("X-Api-Key", Secret.of(KEY));
            grafana.secretHeader("X-Api-Key", Secret.of(KEY));
          }
        }
        try (MimirClient client = mimir.build()) {
          show(client::toString);
          answered(() -> client.query("up", now));
          answered(() -> client.queryRange("up", now, now, Duration.ofSeconds(1), series -> {}));
          answered(() -> client.labelNames(List.of("up"), now, now));
          answered(() -> client.ruler().groups());
        }
        try (LokiClient client = loki.build()) {
          show(client::toString);
          answered(client::labels);
          answered(() -> client.query("rate({a=\"b\"}[1m])"));
        }
        try (GrafanaClient client = grafana.build()) {
          show(client::toString);
          answered(client::health);
          answered(() -> client.search(SearchQuery.DASHBOARDS));
          answered(() -> client.dashboard("uid"));
          var through = client.datasource("MIMIR");
          show(through::toString);
        }
      }
    }

    private static void show(Supplier<String> text) {
      try {
        OUT.println("SHOWN " + text.get().replaceAll("\\R", "⏎"));
      } catch (IllegalArgumentException e) {
        OUT.println("THROWN " + trace(e));
      }
    }

    private static void answered(Supplier<Answer<?>> question) {
      Answer<?> answer = question.get();
      OUT.println("ANSWER " + answer.toString().replaceAll("\\R", "⏎"));
      if (answer instanceof Answer.Failed<?>) {
        try {
          answer.orElseThrow();
        } catch (RuntimeException e) { // whatever it is, its whole trace is looked at
          OUT.println("THROWN " + trace(e));
        }
      }
    }

    /** Secrets in addresses: refused by the clients, masked by the transport. */
    private static void refusedAddresses(String root) {
      String withUser = root.replace("//", "//me:" + USERINFO + "@") + "/401";
      String withQuery = root + "/401?token=" + IN_QUERY + "&access_token=" + IN_QUERY;
      List<Function<String, Object>> builders =
          List.of(
              address -> MimirClient.builder(address).build(),
              address -> LokiClient.builder(address).build(),
              address -> GrafanaClient.builder(address).build(),
              address -> ProxyConfig.of(URI.create(address.replace(" ", "%20"))));
      for (Function<String, Object> builder : builders) {
        show(() -> builder.apply(withUser).toString());
        show(() -> builder.apply(withQuery).toString());
        show(() -> builder.apply(withUser + "/no address").toString());
      }
      try (Transport transport =
          Transports.logging(Transports.retrying(Transports.http(HttpConfig.DEFAULT), QUICK))) {
        for (String address :
            List.of(withUser, withQuery, withQuery.replace("127.0.0.1", "x.invalid"))) {
          try {
            Request request = Request.get(URI.create(address));
            show(request::toString);
            show(request::line);
            OUT.println("SHOWN " + transport.exchange(request, response -> response.status()));
          } catch (IllegalArgumentException | TransportException e) {
            OUT.println("THROWN " + trace(e));
          }
        }
      }
    }

    private static void commands(String root, Path folder) throws IOException {
      String token = folder.resolve("token").toString();
      for (String kind : List.of("401", "302", "html", "garbage", "500")) {
        String url = root + "/" + kind;
        command("query", "up", "--url", url, "--token-file", token);
        command("query", "up", "--url", url, "--user", "me", "--password-env", "PASSWORD");
        Path config =
            Files.writeString(
                folder.resolve(kind + ".yaml"),
                """
                store: {url: "%s", bearerTokenEnv: BEARER, headersEnv: {X-Api-Key: KEY}}
                loki: {url: "%s", user: me, passwordEnv: PASSWORD}
                grafana: {url: "%s", tokenFile: token}
                """
                    .formatted(url, url, url));
        command(
            "check", "--live", "--exit-zero", "--format", "json", "--config", config.toString());
      }
      command("query", "up", "--url", root.replace("//", "//me:" + USERINFO + "@"));
      command("query", "up", "--url", root + "/?token=" + IN_QUERY);
    }

    private static void command(String... arguments) {
      int status = Main.run(Console.ofProcess(), Validation.STANDARD, arguments);
      OUT.println("COMMAND " + arguments[0] + " ended with " + status);
    }
  }
}
