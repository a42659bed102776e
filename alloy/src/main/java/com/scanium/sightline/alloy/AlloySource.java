package com.scanium.sightline.alloy;

import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.ConfigNode;
import com.scanium.sightline.validation.PipelineSource;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.SourceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys {@code alloy} and {@code alloyApi} of {@code sightline.yaml}: each file is one
 * instance, a folder is one instance of all {@code *.alloy} files directly in it.
 */
public final class AlloySource implements PipelineSource {
  /** Made by {@link java.util.ServiceLoader}. */
  public AlloySource() {}

  @Override
  public Set<String> keys() {
    return Set.of("alloy", "alloyApi");
  }

  @Override
  public void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    for (ConfigNode entry : value.items()) {
      if (value.path().equals("alloyApi")) {
        context.notChecked(
            "key", entry.path(), "a running Alloy is not asked yet; its files are read instead");
      } else {
        instances(entry, context)
            .forEach(path -> read(path, entry, context).ifPresent(into::collector));
      }
    }
  }

  /** The files or the folder that an entry stands for. */
  private static List<Path> instances(ConfigNode entry, SourceContext context) {
    Optional<Path> folder = folder(entry, context);
    return folder.isPresent() ? List.of(folder.get()) : context.files(entry, ".alloy");
  }

  private static Optional<Path> folder(ConfigNode entry, SourceContext context) {
    try {
      return entry
          .text()
          .filter(name -> !name.isBlank())
          .map(name -> context.base().resolve(name).normalize())
          .filter(Files::isDirectory);
    } catch (InvalidPathException notAPath) {
      return Optional.empty(); // reported when it is looked for as a file
    }
  }

  private static Optional<AlloyConfig> read(Path path, ConfigNode entry, SourceContext context) {
    try {
      return Optional.of(AlloyConfig.load(path, context.base()));
    } catch (IOException e) {
      context.unreadable(entry, SourceText.nameOf(path, context.base()), e);
      return Optional.empty();
    }
  }
}
