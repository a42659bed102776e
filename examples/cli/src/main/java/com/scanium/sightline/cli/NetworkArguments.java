package com.scanium.sightline.cli;

import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.ProxyConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TlsFiles;
import com.scanium.sightline.text.Doc;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options that say how servers are reached: through which proxy, with whose certificates. */
final class NetworkArguments {
  private static final String PROXY = "--proxy";
  private static final String PROXY_USER = "--proxy-user";
  private static final String PROXY_PASSWORD_ENV = "--proxy-password-env";
  private static final String PROXY_PASSWORD_FILE = "--proxy-password-file";
  private static final String CA_FILE = "--ca-file";
  private static final String CLIENT_CERT = "--client-cert";
  private static final String CLIENT_KEY = "--client-key";

  private final Console console;
  private final ParseResult given;

  NetworkArguments(Console console, ParseResult given) {
    this.console = console;
    this.given = given;
  }

  /** Adds the options to a command. */
  static void describe(CommandSpec spec) {
    describeForGrafana(spec);
    spec.addOption(
        Options.text(PROXY_PASSWORD_FILE, "FILE", "The file with the proxy's password."));
  }

  /** Adds those that a configuration has names for. */
  static void describeForGrafana(CommandSpec spec) {
    spec.addOption(Options.text(PROXY, "URL", "The HTTP proxy that requests go through."));
    spec.addOption(Options.text(PROXY_USER, "NAME", "The user name for the proxy."));
    spec.addOption(
        Options.text(PROXY_PASSWORD_ENV, "VARIABLE", "The variable with the proxy's password."));
    spec.addOption(
        Options.text(CA_FILE, "FILE", "Certificates (PEM) of the authorities to trust instead."));
    spec.addOption(Options.text(CLIENT_CERT, "FILE", "The certificate (PEM) to show to servers."));
    spec.addOption(Options.text(CLIENT_KEY, "FILE", "Its private key (PEM, without password)."));
  }

  /** Those of the options that were given. */
  List<String> given() {
    return List.of(
            PROXY,
            PROXY_USER,
            PROXY_PASSWORD_ENV,
            PROXY_PASSWORD_FILE,
            CA_FILE,
            CLIENT_CERT,
            CLIENT_KEY)
        .stream()
        .filter(given::hasMatchedOption)
        .toList();
  }

  /**
   * The limits of the transport with what the options say.
   *
   * @throws CannotRunException when a file cannot be read
   */
  HttpConfig http(CommandSpec spec) {
    HttpConfig.Builder http = HttpConfig.builder();
    together(spec);
    TlsFiles files = TlsFiles.NONE;
    if (given.hasMatchedOption(CA_FILE)) {
      files = files.withAuthorities(Path.of(text(CA_FILE)));
    }
    if (given.hasMatchedOption(CLIENT_CERT)) {
      files = files.withClient(Path.of(text(CLIENT_CERT)), Path.of(text(CLIENT_KEY)));
    }
    try {
      files.load().ifPresent(http::sslContext);
      proxy().ifPresent(http::proxy);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotRunException(String.valueOf(e.getMessage()), e);
    }
    return http.build();
  }

  private void together(CommandSpec spec) {
    boolean password =
        given.hasMatchedOption(PROXY_PASSWORD_ENV) || given.hasMatchedOption(PROXY_PASSWORD_FILE);
    if (given.hasMatchedOption(PROXY_USER) != password
        || (password && !given.hasMatchedOption(PROXY))) {
      throw new ParameterException(
          spec.commandLine(),
          "--proxy, --proxy-user and a password (--proxy-password-env, --proxy-password-file) go"
              + " together");
    }
    if (given.hasMatchedOption(CLIENT_CERT) != given.hasMatchedOption(CLIENT_KEY)) {
      throw new ParameterException(
          spec.commandLine(), "--client-cert and --client-key go together");
    }
  }

  private Optional<ProxyConfig> proxy() {
    if (!given.hasMatchedOption(PROXY)) {
      return Optional.empty();
    }
    URI address;
    try {
      address = URI.create(text(PROXY).strip());
    } catch (IllegalArgumentException e) {
      throw new CannotRunException("--proxy is no address", e);
    }
    ProxyConfig proxy = ProxyConfig.of(address);
    Optional<Secret> password =
        new SecretArguments(console, given).read(PROXY_PASSWORD_ENV, PROXY_PASSWORD_FILE);
    return Optional.of(
        password.map(it -> proxy.withCredentials(text(PROXY_USER), it)).orElse(proxy));
  }

  private String text(String option) {
    return given.matchedOptionValue(option, "");
  }

  /** A server of {@code sightline.yaml} with what the options say. */
  Doc addTo(Doc server, CommandSpec spec) {
    together(spec);
    Doc all = server;
    all = with(all, "proxy", text(PROXY));
    all = with(all, "proxyUser", text(PROXY_USER));
    all = with(all, "proxyPasswordEnv", text(PROXY_PASSWORD_ENV));
    // relative to where the command runs, not to the configuration
    all = with(all, "caFile", absolute(CA_FILE));
    all = with(all, "clientCertFile", absolute(CLIENT_CERT));
    return with(all, "clientKeyFile", absolute(CLIENT_KEY));
  }

  private String absolute(String option) {
    String file = text(option);
    return file.isEmpty() ? "" : Path.of(file).toAbsolutePath().toString();
  }

  private static Doc with(Doc server, String name, String value) {
    return value.isEmpty() ? server : server.with(name, Doc.string(value));
  }
}
