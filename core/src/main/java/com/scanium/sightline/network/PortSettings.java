package com.scanium.sightline.network;

import com.scanium.sightline.network.ListeningPort.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports that a container's command line and environment name, by the habits of programs: {@code
 * --port 3000}, {@code --web.listen-address=:9090}, {@code PORT=3000}.
 */
final class PortSettings {
  /** Flags whose last part names a place to listen at; what they point to must be local, too. */
  private static final Pattern FLAG =
      Pattern.compile(
          "(?:.*[-._])?(?:port|listen|listen[-._]?(?:address|addr|port)|bind|bind[-._]?(?:address|addr|port)"
              + "|addr|address|httplistenaddr)");

  private static final Pattern NOT_OWN =
      Pattern.compile(
          ".*(?:target|upstream|remote|push|proxy|redis|database|postgres|mysql|mongo|smtp|kafka"
              + "|broker|db|cluster|peer|advertise|debug|public|external).*");

  /** Variables that programs take their own port from. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?:(?:.*_)?(?:HTTP|WEB|SERVER|METRICS|LISTEN|APP|API|MANAGEMENT|PROMETHEUS|BIND|UVICORN)_)?PORT"
              + "|(?:.*_)?(?:LISTEN|BIND|HTTP)_(?:ADDR|ADDRESS)|BIND|LISTEN"
              + "|ASPNETCORE_URLS|ASPNETCORE_HTTP_PORTS|DOTNET_URLS");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?(?<host>\\[[0-9a-fA-F:]*\\]|[^:/\\[\\]]*):(?<port>[0-9]{1,5})/?");
  private static final Set<String> OWN_HOSTS =
      Set.of("", "0.0.0.0", "[::]", "*", "+", "localhost", "127.0.0.1", "[::1]");
  private static final int MAX_PORT = 65535;

  private final ContainerService service;

  PortSettings(ContainerService service) {
    this.service = service;
  }

  /** Every port that the command line or the environment names as one to listen at. */
  List<ListeningPort> all() {
    List<ListeningPort> found = new ArrayList<>();
    List<LocatedText> words = service.arguments();
    for (int i = 0; i < words.size(); i++) {
      Optional<Flag> flag = flag(words, i);
      flag.filter(it -> isOwn(it.name()))
          .ifPresent(it -> port(it.value()).ifPresent(port -> found.add(of(it, port))));
    }
    for (Map.Entry<String, LocatedText> variable : service.environment().entrySet()) {
      if (VARIABLE.matcher(variable.getKey()).matches()
          && !NOT_OWN.matcher(variable.getKey().toLowerCase(Locale.ROOT)).matches()) {
        variable(variable.getKey(), variable.getValue()).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * The port that one of these settings gives.
   *
   * @param settings flags without leading dashes, and variables
   * @return a port of number 0 when it is set to something that isn't known; empty when none is set
   */
  Optional<ListeningPort> of(List<String> settings) {
    List<LocatedText> words = service.arguments();
    for (int i = 0; i < words.size(); i++) {
      Optional<Flag> flag = flag(words, i).filter(it -> settings.contains(it.name()));
      if (flag.isPresent()) {
        return Optional.of(of(flag.get(), port(flag.get().value()).orElse(0)));
      }
    }
    for (String setting : settings) {
      Optional<LocatedText> value = service.environment(setting);
      if (value.isPresent()) {
        ListeningPort unknown =
            new ListeningPort(
                0, Basis.SETTING, setting + " is set", Optional.of(value.get().location()));
        return Optional.of(variable(setting, value.get()).orElse(unknown));
      }
    }
    return Optional.empty();
  }

  /** Whether a number occurs anywhere in what the container is started with. */
  boolean mentions(int number) {
    Pattern wanted = Pattern.compile("(?<![0-9])" + number + "(?![0-9])");
    boolean inWords =
        service.arguments().stream().anyMatch(word -> wanted.matcher(word.text()).find());
    boolean inEnvironment =
        service.environment().entrySet().stream()
            .filter(variable -> isOwn(variable.getValue()))
            .anyMatch(variable -> wanted.matcher(variable.getValue().text()).find());
    boolean inCheck =
        service.healthcheck().stream()
            .flatMap(check -> check.test().stream())
            .anyMatch(word -> wanted.matcher(word.text()).find());
    boolean inLabels =
        service.labels().values().stream().anyMatch(label -> wanted.matcher(label.text()).find());
    return inWords || inEnvironment || inCheck || inLabels;
  }

  /** An address of somebody else tells nothing about this container. */
  private static boolean isOwn(LocatedText value) {
    Matcher address = ADDRESS.matcher(value.text());
    return !address.matches() || OWN_HOSTS.contains(address.group("host"));
  }

  private record Flag(String name, LocatedText value) {}

  private static Optional<Flag> flag(List<LocatedText> words, int at) {
    LocatedText word = words.get(at);
    if (!word.text().startsWith("-")) {
      return Optional.empty();
    }
    String text = word.text().replaceFirst("^-(?:-|D)?", "");
    int equals = text.indexOf('=');
    if (equals > 0) {
      LocatedText value =
          new LocatedText(text.substring(equals + 1), word.isKnown(), word.location());
      return Optional.of(new Flag(text.substring(0, equals), value));
    }
    boolean hasNext = at + 1 < words.size() && !words.get(at + 1).text().startsWith("-");
    return hasNext ? Optional.of(new Flag(text, words.get(at + 1))) : Optional.empty();
  }

  private static boolean isOwn(String flag) {
    String lower = flag.toLowerCase(Locale.ROOT);
    return FLAG.matcher(lower).matches() && !NOT_OWN.matcher(lower).matches();
  }

  private static ListeningPort of(Flag flag, int port) {
    String because = "its command says " + flag.name() + " " + flag.value().text();
    return new ListeningPort(port, Basis.SETTING, because, Optional.of(flag.value().location()));
  }

  private static Optional<ListeningPort> variable(String name, LocatedText value) {
    OptionalInt port = port(value);
    return port.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ListeningPort(
                port.getAsInt(),
                Basis.SETTING,
                "its environment says " + name + "=" + value.text(),
                Optional.of(value.location())));
  }

  private static OptionalInt port(LocatedText value) {
    String text = value.text().strip();
    Matcher address = ADDRESS.matcher(text);
    boolean isNumber = NUMBER.matcher(text).matches();
    if (!value.isKnown() || (!isNumber && !address.matches())) {
      return OptionalInt.empty();
    }
    if (!isNumber && !OWN_HOSTS.contains(address.group("host"))) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(isNumber ? text : address.group("port"));
    return port >= 1 && port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
