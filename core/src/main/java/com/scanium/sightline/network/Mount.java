package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a container sees in its file system: a host file or folder, a volume, a config.
 */
public final class Mount {
  /** What is mounted. */
  public enum Kind {
    /** A file or folder of the host. */
    BIND,
    /** A named or anonymous volume. */
    VOLUME,
    /** Memory. */
    TMPFS,
    /** A Compose config. */
    CONFIG,
    /** A Compose secret. */
    SECRET
  }

  private final Kind kind;
  private final LocatedText source;
  private final String target;
  private final boolean readOnly;
  private final @Nullable Path hostPath;
  private final @Nullable LocatedText content;

  private Mount(Builder builder) {
    this.kind = builder.kind;
    this.source = builder.source;
    this.target = builder.target;
    this.readOnly = builder.readOnly;
    this.hostPath = builder.hostPath;
    this.content = builder.content;
  }

  /**
   * Starts a mount.
   *
   * @param source the host path, volume or config name as written; empty for an anonymous volume
   * @param target the absolute path inside the container
   */
  public static Builder builder(Kind kind, LocatedText source, String target) {
    return new Builder(kind, source, target);
  }

  /** What is mounted. */
  public Kind kind() {
    return kind;
  }

  /** The host path, volume name or config name as written, variables replaced where known. */
  public LocatedText source() {
    return source;
  }

  /** The path inside the container, absolute, without a slash at the end. */
  public String target() {
    return target;
  }

  /** Whether the container may only read it. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** The host's file or folder, absolute; empty when it is none or the path isn't known. */
  public Optional<Path> hostPath() {
    return Optional.ofNullable(hostPath);
  }

  /** The text of a config that is written inside the Compose file. */
  public Optional<LocatedText> content() {
    return Optional.ofNullable(content);
  }

  /** Where the entry is written. */
  public SourceLocation location() {
    return source.location();
  }

  /** Whether a path inside the container is this mount's target or lies below it. */
  public boolean covers(String containerPath) {
    return containerPath.equals(target)
        || target.equals("/")
        || containerPath.startsWith(target + "/");
  }

  /**
   * The host's file behind a path inside the container.
   *
   * @return empty when the path isn't covered or the host path isn't known
   */
  public Optional<Path> hostPathOf(String containerPath) {
    if (hostPath == null || !covers(containerPath)) {
      return Optional.empty();
    }
    String below = containerPath.substring(Math.min(target.length(), containerPath.length()));
    String relative = below.startsWith("/") ? below.substring(1) : below;
    return Optional.of(relative.isEmpty() ? hostPath : hostPath.resolve(relative).normalize());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mount that
        && kind == that.kind
        && readOnly == that.readOnly
        && source.equals(that.source)
        && target.equals(that.target)
        && Objects.equals(hostPath, that.hostPath)
        && Objects.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, source, target, readOnly, hostPath, content);
  }

  @Override
  public String toString() {
    return source.text() + ":" + target + (readOnly ? ":ro" : "");
  }

  /** Collects the parts of a mount; not safe for use by several threads. */
  public static final class Builder {
    private final Kind kind;
    private final LocatedText source;
    private final String target;
    private boolean readOnly;
    private @Nullable Path hostPath;
    private @Nullable LocatedText content;

    private Builder(Kind kind, LocatedText source, String target) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.source = Objects.requireNonNull(source, "source");
      boolean slash = target.length() > 1 && target.endsWith("/");
      this.target = slash ? target.substring(0, target.length() - 1) : target;
    }

    /** The container may only read it. */
    public Builder readOnly() {
      this.readOnly = true;
      return this;
    }

    /** The host's file or folder; made absolute and normal. */
    public Builder hostPath(Path path) {
      this.hostPath = path.toAbsolutePath().normalize();
      return this;
    }

    /** The text that is mounted. */
    public Builder content(LocatedText text) {
      this.content = text;
      return this;
    }

    /** The mount. */
    public Mount build() {
      return new Mount(this);
    }
  }
}
