package com.scanium.sightline.rules;

/** Takes the names of container images apart. */
final class ImageName {
  private ImageName() {}

  /**
   * An image's repository, without tag and digest: {@code grafana/alloy} of {@code
   * grafana/alloy:v1.5.0}.
   */
  static String repository(String image) {
    int digest = image.indexOf('@');
    String name = digest < 0 ? image : image.substring(0, digest);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }
}
