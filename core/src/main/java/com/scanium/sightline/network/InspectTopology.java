package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what Docker printed about running containers: {@code docker inspect} and {@code docker
 * network inspect} (an array of either or of both kinds), {@code docker compose ps --format json}
 * and {@code docker ps --format json} (an array, or one object per line).
 *
 * <p>Names come from {@code DNSNames} (newer engines), {@code Aliases}, {@code Name} and {@code
 * Config.Hostname}; Compose's labels tell project and service. A container that only a network's
 * listing mentions is known by name and address alone; one that only a process list mentions by
 * name, state, ports, and networks where the list has them.
 *
 * <p>Never fails: what is no such output is one of {@link NetworkTopology#problems}, and text that
 * people read (tables, {@code --format} templates) is refused with the command that prints JSON.
 */
public final class InspectTopology {
  /** Longer output is not read: that of a thousand containers has some ten megabytes. */
  static final int MAX_CHARS = 64 << 20;

  private InspectTopology() {}

  /**
   * Reads files with the output, in any order.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when a file cannot be read
   */
  public static NetworkTopology load(Path base, List<Path> files) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    List<TopologyProblem> problems = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > MAX_CHARS) {
        SourceText none = SourceText.of(SourceText.nameOf(file, base), "");
        problems.add(new TopologyProblem(none.location(), tooLong()));
      } else {
        sources.add(SourceText.load(file, base));
      }
    }
    return read(sources).plus(NetworkTopology.of(List.of(), List.of(), problems));
  }

  /** Reads the output; whatever is no such output is a problem. */
  public static NetworkTopology read(SourceText output) {
    return read(List.of(output));
  }

  /** Reads several outputs of one machine; whatever is no such output is a problem. */
  public static NetworkTopology read(List<SourceText> outputs) {
    return new InspectReader().read(outputs);
  }

  static String tooLong() {
    return "more than 64 MB, which no machine's containers need; the file is not read";
  }
}
