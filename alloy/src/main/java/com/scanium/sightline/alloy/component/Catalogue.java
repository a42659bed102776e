package com.scanium.sightline.alloy.component;

import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The components that Alloy has. Immutable and safe for use by several threads.
 *
 * <p>The facts are those of one commit of Alloy; they lie beside this class in {@code
 * catalogue.txt}, and {@code removed.txt} says what older releases had besides.
 */
public final class Catalogue {
  /** The newest minor release of 1.x that is known to be older than the catalogue's commit. */
  private static final int NEWEST_MINOR = 12;

  private final CatalogueText text;

  private Catalogue(CatalogueText text) {
    this.text = text;
  }

  /** Stability levels as Alloy's {@code --stability.level} takes them. */
  public enum Stability {
    /** Usable without any flag. */
    GENERAL_AVAILABILITY,
    /** Needs {@code --stability.level=public-preview}. */
    PUBLIC_PREVIEW,
    /** Needs {@code --stability.level=experimental}. */
    EXPERIMENTAL,
    /** Not known, as for community components. */
    UNKNOWN
  }

  /** The catalogue that comes with this library; read on first use. */
  public static Catalogue builtIn() {
    return Holder.BUILT_IN;
  }

  /** A component by its name, such as {@code prometheus.scrape}. */
  public Optional<Entry> component(String name) {
    return Optional.ofNullable(text.entry("component", name));
  }

  /** A block that is no component, such as {@code logging} or {@code import.file}. */
  public Optional<Entry> configBlock(String name) {
    return Optional.ofNullable(text.entry("config", name));
  }

  /** The names of all components, sorted. */
  public NavigableSet<String> componentNames() {
    return text.names("component");
  }

  /**
   * Whether an older release had something that the catalogue no longer has.
   *
   * @param component the component's name
   * @param part an argument or block of it, or {@code *} for the component itself
   */
  public boolean wasRemoved(String component, String part) {
    NavigableSet<String> parts = text.removed(component);
    return parts != null && (parts.contains(part) || parts.contains("*"));
  }

  /**
   * Whether the facts hold for a release: it is of the 1.x series and not newer than the catalogue.
   *
   * @param version such as {@code 1.0.0}, with or without a {@code v}; anything else is not covered
   */
  public boolean covers(String version) {
    String plain = version.startsWith("v") ? version.substring(1) : version;
    if (!plain.startsWith("1.")) {
      return false;
    }
    int end = plain.indexOf('.', 2);
    String minor = plain.substring(2, end < 0 ? plain.length() : end);
    boolean isNumber =
        !minor.isEmpty() && minor.length() < 4 && minor.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && Integer.parseInt(minor) <= NEWEST_MINOR;
  }

  /**
   * One component or configuration block.
   *
   * @param name its name
   * @param stability how stable Alloy calls it
   * @param needsLabel whether it must have a label
   * @param body what it may hold
   * @param exports what it exports, by name, with the type
   */
  public record Entry(
      String name,
      Stability stability,
      boolean needsLabel,
      Shape body,
      Map<String, String> exports) {
    /** Takes a copy of the exports. */
    public Entry {
      exports = Map.copyOf(exports);
    }
  }

  private static final class Holder {
    private static final Catalogue BUILT_IN = new Catalogue(new CatalogueText());
  }
}
