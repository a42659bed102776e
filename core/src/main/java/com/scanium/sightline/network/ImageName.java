package com.scanium.sightline.network;

import java.util.List;
import java.util.Optional;

/**
 * A container image's name taken apart: {@code grafana/alloy:v1.5.0} is repository {@code
 * grafana/alloy} with tag {@code v1.5.0}. A digest behind {@code @} belongs to neither; a colon
 * before the last slash is that of a registry's port.
 *
 * @param repository the name without tag and digest, registry included as written
 * @param tag empty when none is written
 */
public record ImageName(String repository, Optional<String> tag) {
  private static final List<String> HUB =
      List.of("docker.io/", "index.docker.io/", "registry-1.docker.io/");

  /** Takes a name apart; any text is taken. */
  public static ImageName of(String image) {
    int digest = image.indexOf('@');
    String name = digest < 0 ? image : image.substring(0, digest);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/')
        ? new ImageName(name.substring(0, colon), Optional.of(name.substring(colon + 1)))
        : new ImageName(name, Optional.empty());
  }

  /** Whether it is an image of this repository, from whatever registry. */
  public boolean isOf(String wanted) {
    return repository.equals(wanted) || repository.endsWith("/" + wanted);
  }

  /**
   * The repository without Docker Hub's own name, which may be left out: {@code
   * docker.io/grafana/grafana} and {@code grafana/grafana} are one image. The name of another
   * registry stays, since an image of the same name may hold something else there.
   */
  public String onDockerHub() {
    String name = repository;
    for (String hub : HUB) {
      if (name.startsWith(hub)) {
        name = name.substring(hub.length());
      }
    }
    return name.startsWith("library/") ? name.substring("library/".length()) : name;
  }
}
