package com.scanium.sightline.network;

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
}
