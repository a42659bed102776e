package com.scanium.sightline.alloy.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * The components that Alloy has. Immutable and safe for use by several threads.
 *
 * <p>The facts are those of one commit of Alloy; they lie beside this class in {@code
 * catalogue.txt}, and {@code removed.txt} says what older releases had besides.
 */
public final class Catalogue {
  /**
   * The newest minor release of 1.x that is known to be older than the catalogue's commit: that one
   * has what 1.13.0 brought, such as {@code otelcol.processor.metric_start_time}.
   *
   * @see <a href="https://github.com/grafana/alloy/releases/tag/v1.13.0">Alloy 1.13.0</a>
   */
  private static final int NEWEST_MINOR = 13;

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
   * How stable a function of the standard library is; empty when there is none of that name.
   *
   * @param name its full name, such as {@code array.concat}
   */
  public Optional<Stability> function(String name) {
    return Optional.ofNullable(text.function(name));
  }

  /** Whether a name stands for a function or namespace of the standard library. */
  public boolean isLibraryName(String first) {
    return text.isLibraryName(first);
  }

  /**
   * What a function of the standard library is called now.
   *
   * @param oldName such as {@code env}; empty when it is not a name that went out of use
   */
  public Optional<String> newName(String oldName) {
    return Optional.ofNullable(text.newName(oldName));
  }

  /**
   * One component or configuration block.
   *
   * @param name its name
   * @param stability how stable Alloy calls it
   * @param needsLabel whether it must have a label
   * @param isCommunity whether Alloy has it only with {@code
   *     --feature.community-components.enabled}
   * @param body what it may hold
   * @param exports what it exports, by name, with the type
   * @param accepts what it takes from others: names of receivers it sends to, or {@code Targets}
   */
  public record Entry(
      String name,
      Stability stability,
      boolean needsLabel,
      boolean isCommunity,
      Shape body,
      Map<String, ValueType> exports,
      Set<String> accepts) {
    /** Takes copies. */
    public Entry {
      exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
      accepts = Collections.unmodifiableSet(new LinkedHashSet<>(accepts));
    }
  }

  private static final class Holder {
    private static final Catalogue BUILT_IN = new Catalogue(new CatalogueText());
  }
}
