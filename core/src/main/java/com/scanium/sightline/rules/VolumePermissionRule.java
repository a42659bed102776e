package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.Mount;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds data folders that the user of an image cannot write: folders of the host, which belong to
 * root when Docker makes them, and volumes where the image has no folder whose owner they could
 * take. A warning, since somebody may have given the folder to that user by hand.
 */
final class VolumePermissionRule implements Rule<NetworkTopology> {
  private static final List<String> CHANGING_OWNERS = List.of("chown", "chmod", "install -o");

  @Override
  public String id() {
    return "compose/volume-permission";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    for (ContainerService service : network.services()) {
      Optional<LocatedText> image = service.image().filter(LocatedText::isKnown);
      boolean chosen = service.option("user").isPresent() || !service.entrypoint().isEmpty();
      boolean inCluster = service.pod().isPresent();
      if (image.isEmpty() || chosen || inCluster) {
        continue;
      }
      ImageUsers.TABLE
          .of(image.get().text())
          .ifPresent(fact -> judge(network, service, image.get(), fact, out));
    }
  }

  private void judge(
      NetworkTopology network,
      ContainerService service,
      LocatedText image,
      ImageUsers.Fact fact,
      Consumer<Finding> out) {
    for (Mount mount : service.mounts()) {
      if (!mount.isReadOnly() && isRisky(mount, fact) && !isPrepared(network, service, mount)) {
        out.accept(finding(service, mount, image, fact));
      }
    }
  }

  private static boolean isRisky(Mount mount, ImageUsers.Fact fact) {
    boolean usual = fact.usual().contains(mount.target());
    return switch (mount.kind()) {
      case BIND -> usual || fact.own().contains(mount.target());
      case VOLUME -> usual;
      case TMPFS, CONFIG, SECRET -> false;
    };
  }

  /** Whether a container beside it sees the same folder and changes who may write there. */
  private static boolean isPrepared(
      NetworkTopology network, ContainerService service, Mount mount) {
    return network.services().stream()
        .filter(other -> other.project().equals(service.project()) && !other.equals(service))
        .filter(other -> other.mounts().stream().anyMatch(one -> isSame(one, mount)))
        .flatMap(other -> other.arguments().stream())
        .anyMatch(word -> CHANGING_OWNERS.stream().anyMatch(word.text()::contains));
  }

  /** The same place, or a folder above it. */
  private static boolean isSame(Mount one, Mount other) {
    if (one.hostPath().isPresent() && other.hostPath().isPresent()) {
      return other.hostPath().get().startsWith(one.hostPath().get());
    }
    return one.kind() == other.kind() && one.source().text().equals(other.source().text());
  }

  private Finding finding(
      ContainerService service, Mount mount, LocatedText image, ImageUsers.Fact fact) {
    boolean isBind = mount.kind() == Mount.Kind.BIND;
    String written = mount.source().text().isEmpty() ? "the volume" : mount.source().text();
    return Finding.of(id(), Severity.WARNING)
        .message(
            "\""
                + service.name()
                + "\" runs as user "
                + fact.user()
                + " and may not write "
                + mount.target()
                + ": "
                + written
                + " belongs to root unless somebody changes that")
        .at(mount.location())
        .anchor(service + " " + mount.target())
        .evidence("image " + image.text() + ": " + fact.source())
        .evidence(
            isBind
                ? "Docker makes a missing folder of the host as root"
                : "the image has no " + mount.target() + ", so a new volume there is root's")
        .fix(
            Fix.of(
                "set user: \"0:0\", or run chown -R "
                    + fact.user()
                    + ":"
                    + fact.user()
                    + " on it before the start"))
        .build();
  }
}
