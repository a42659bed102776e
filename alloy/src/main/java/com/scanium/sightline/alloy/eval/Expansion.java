package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import java.util.List;

/**
 * A configuration with its modules written out: every component that runs, also those inside custom
 * components and {@code foreach} blocks. Immutable.
 *
 * @param components the components, in the order in which they are met
 * @param hidden blocks that may hold components which are not seen
 * @param failures what Alloy refuses about modules
 */
public record Expansion(List<Part> components, List<Hidden> hidden, List<Failure> failures) {
  /** Takes copies. */
  public Expansion {
    components = List.copyOf(components);
    hidden = List.copyOf(hidden);
    failures = List.copyOf(failures);
  }

  /**
   * A component where it runs.
   *
   * @param source the file that holds its block
   * @param scope what names mean in it; knows which custom component it is inside
   * @param block the block; one in a module stands for several parts
   */
  public record Part(SourceText source, Scope scope, Statement.Block block) {}

  /**
   * A block that may hold components which are not seen.
   *
   * @param part the block
   * @param reason why its inside is not known
   */
  public record Hidden(Part part, String reason) {}

  /**
   * Something about modules that Alloy refuses.
   *
   * @param origin where
   * @param message what is wrong
   */
  public record Failure(Origin origin, String message) {}

  /**
   * Writes out the modules of one instance.
   *
   * @param files the files of the instance
   * @param scope what is known of the environment
   * @param modules what may be read for {@code import.file}
   */
  public static Expansion of(List<AlloyFile> files, Scope scope, ModuleFiles modules) {
    return new Expander(modules).expand(files, scope);
  }
}
