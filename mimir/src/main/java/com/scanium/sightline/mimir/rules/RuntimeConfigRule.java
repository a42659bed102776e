package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.mimir.rules.MimirServices.Running;
import com.scanium.sightline.network.Mount;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds runtime configuration files that nothing mounts into Mimir's container: it does not start
 * without one that it is told to read. In a volume, or in a folder of data, somebody may have put
 * it by hand: then it is a warning.
 */
final class RuntimeConfigRule implements Rule<Pipeline> {
  @Override
  public String id() {
    return "compose/missing-mount";
  }

  @Override
  public Class<Pipeline> subject() {
    return Pipeline.class;
  }

  @Override
  public void check(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    for (Running mimir : MimirServices.of(pipeline)) {
      for (Setting<String> file : mimir.config().runtimeConfigFiles()) {
        String path = file.value().orElse("");
        if (path.startsWith("/")) {
          Finding finding = missing(mimir, path, file);
          if (finding != null) {
            out.accept(finding);
          }
        }
      }
    }
  }

  private @Nullable Finding missing(Running mimir, String path, Setting<String> file) {
    Optional<Mount> mount = mimir.service().mountAt(path);
    Finding.Builder finding;
    if (mount.isEmpty()) {
      finding = Finding.of(id(), Severity.ERROR).evidence("no mount of the container holds it");
    } else if (mount.get().kind() == Mount.Kind.VOLUME) {
      finding =
          Finding.of(id(), Severity.WARNING)
              .evidence(
                  "its folder is volume \"" + mount.get().source() + "\", which starts empty");
    } else {
      Optional<Path> host = mount.get().hostPathOf(path);
      boolean inProject = mount.get().source().text().startsWith(".");
      if (host.isEmpty() || !inProject || Files.exists(host.get())) {
        return null; // it is there, or on another machine
      }
      finding =
          Finding.of(id(), Severity.WARNING)
              .evidence("the mounted folder " + mount.get().source() + " does not hold it");
    }
    file.location().ifPresent(finding::at);
    return finding
        .message(
            "nothing puts \""
                + path
                + "\" into container \""
                + mimir.service().name()
                + "\", and Mimir wants to read it")
        .anchor(path)
        .evidence("Mimir does not start when its runtime configuration cannot be read")
        .fix(Fix.of("mount such a file there, or drop runtime_config"))
        .build();
  }
}
