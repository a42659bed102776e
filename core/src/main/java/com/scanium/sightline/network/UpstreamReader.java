package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads where reverse proxies send their requests, from the configuration files that their
 * containers mount: cloudflared ({@code ingress}), nginx ({@code proxy_pass}, {@code upstream}),
 * Caddy ({@code reverse_proxy}) and Traefik (file provider). What cannot be read gives no upstream:
 * whether the file is right is not the question here.
 */
final class UpstreamReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_FILES = 50;
  private static final Pattern NGINX =
      Pattern.compile("(?m)(?<=^|[\\s;{])(?:proxy_pass|grpc_pass)\\s+([^\\s;]+)\\s*;");
  private static final Pattern NGINX_GROUP =
      Pattern.compile("(?<=^|[\\s;{}])upstream\\s+([\\w.-]+)\\s*\\{([^{}]*)\\}");
  private static final Pattern NGINX_SERVER =
      Pattern.compile("(?<=^|[\\s;])server\\s+([^\\s;]+)[^;]*;");
  private static final Pattern CADDY =
      Pattern.compile("(?m)^[ \\t]*reverse_proxy[ \\t]+([^\\n#{]+)");
  private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^|\\s)#.*$");

  private final ContainerService proxy;
  private final Path base;
  private final List<Upstream> found = new ArrayList<>();

  private UpstreamReader(ContainerService proxy, Path base) {
    this.proxy = proxy;
    this.base = base;
  }

  /** The service with its upstreams, when it is a proxy that is known. */
  static ContainerService read(ContainerService service, Path base) {
    Optional<ImageName> image =
        service.image().filter(LocatedText::isKnown).map(text -> ImageName.of(text.text()));
    if (image.isEmpty()) {
      return service;
    }
    UpstreamReader reader = new UpstreamReader(service, base);
    if (image.get().isOf("cloudflare/cloudflared")) {
      reader.cloudflared();
    } else if (isOfficial(image.get(), "nginx")
        || image.get().isOf("nginxinc/nginx-unprivileged")) {
      reader.files("/etc/nginx").forEach(reader::nginx);
    } else if (isOfficial(image.get(), "caddy")) {
      reader.files("/etc/caddy").forEach(reader::caddy);
    } else if (isOfficial(image.get(), "traefik")) {
      reader.files("/etc/traefik").forEach(reader::traefik);
    }
    return reader.found.isEmpty() ? service : service.toBuilder().upstreams(reader.found).build();
  }

  private static boolean isOfficial(ImageName image, String name) {
    return image.repository().equals(name) || image.isOf("library/" + name);
  }

  /** The text files that are mounted where a part of the path is, in the order of mounts. */
  private List<SourceText> files(String below) {
    List<SourceText> texts = new ArrayList<>();
    for (Mount mount : proxy.mounts()) {
      Optional<Path> host = mount.hostPath();
      if (host.isPresent() && mount.target().contains(below)) {
        for (Path file : list(host.get())) {
          load(file).ifPresent(texts::add);
        }
      }
    }
    return texts;
  }

  private static List<Path> list(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(path, "*.{conf,template,yml,yaml}")) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry) && files.size() < MAX_FILES) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      return List.of(); // a folder that is not there or closed tells nothing
    }
    return files.stream().sorted().toList();
  }

  private Optional<SourceText> load(Path file) {
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : Optional.of(SourceText.load(file, base));
    } catch (IOException e) {
      return Optional.empty(); // a file that cannot be read tells nothing
    }
  }

  private void cloudflared() {
    boolean hasToken =
        proxy.environment("TUNNEL_TOKEN").isPresent()
            || proxy.arguments().stream().anyMatch(word -> word.text().startsWith("--token"));
    for (SourceText text : files("cloudflared")) {
      Optional<Doc> root = DocReader.yaml(text).root();
      for (Doc rule : root.flatMap(doc -> doc.get("ingress")).map(Doc::items).orElse(List.of())) {
        String name = rule.get("hostname").flatMap(Doc::asText).orElse("");
        rule.get("service").ifPresent(service -> add(text, name, service, !hasToken));
      }
      root.flatMap(doc -> doc.get("url")).ifPresent(url -> add(text, "", url, !hasToken));
    }
    Optional<LocatedText> url = proxy.environment("TUNNEL_URL").filter(LocatedText::isKnown);
    url.ifPresent(value -> found.add(new Upstream("TUNNEL_URL", value, !hasToken)));
  }

  private void add(SourceText text, String name, Doc value, boolean isFinal) {
    String address = value.asText().orElse("");
    // http_status:404 and unix:/path are no addresses
    if (address.contains("://") && !address.startsWith("unix") && !address.contains("$")) {
      LocatedText at = LocatedText.known(address, text.location(value.span()));
      found.add(new Upstream(name, at, isFinal));
    }
  }

  /** Comments are blanked, so that places stay. */
  private static String withoutComments(String text) {
    return COMMENT.matcher(text).replaceAll(match -> " ".repeat(match.group().length()));
  }

  private void nginx(SourceText text) {
    String plain = withoutComments(text.text());
    Set<String> groups = new HashSet<>();
    Matcher group = NGINX_GROUP.matcher(plain);
    while (group.find()) {
      groups.add(group.group(1));
      Matcher server = NGINX_SERVER.matcher(group.group(2));
      while (server.find()) {
        int start = group.start(2) + server.start(1);
        add(text, group.group(1), server.group(1), start);
      }
    }
    Matcher pass = NGINX.matcher(plain);
    while (pass.find()) {
      String host = pass.group(1).replaceFirst("^[a-z]+://", "").replaceFirst("[:/].*", "");
      if (!groups.contains(host)) {
        add(text, "", pass.group(1), pass.start(1));
      }
    }
  }

  private void caddy(SourceText text) {
    Matcher directive = CADDY.matcher(withoutComments(text.text()));
    while (directive.find()) {
      Matcher word = Pattern.compile("\\S+").matcher(directive.group(1));
      while (word.find()) {
        boolean isMatcher = word.start() == 0 && word.group().matches("[/@*].*");
        if (!isMatcher) {
          add(text, "", word.group(), directive.start(1) + word.start());
        }
      }
    }
  }

  private void add(SourceText text, String name, String address, int start) {
    boolean isPlain =
        Stream.of("$", "unix", "{", "srv+").noneMatch(part -> address.contains(part))
            && !address.isEmpty();
    if (isPlain) {
      Span span = new Span(start, start + address.length());
      found.add(new Upstream(name, LocatedText.known(address, text.location(span)), true));
    }
  }

  private void traefik(SourceText text) {
    String file = text.location().file();
    if (!file.endsWith(".yml") && !file.endsWith(".yaml")) {
      return;
    }
    Optional<Doc> services =
        DocReader.yaml(text).root().flatMap(doc -> doc.path("http", "services"));
    for (Doc.Member service : services.map(Doc::members).orElse(List.of())) {
      List<Doc> servers =
          service.value().path("loadBalancer", "servers").map(Doc::items).orElse(List.of());
      for (Doc server : servers) {
        server.get("url").ifPresent(url -> add(text, service.key(), url, true));
      }
    }
  }
}
