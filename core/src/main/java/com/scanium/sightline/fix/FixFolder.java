package com.scanium.sightline.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder of a {@code sightline.yaml}, in which fixes are looked up and written.
 *
 * <p>Files outside of it are left alone unless that is asked for, symbolic links followed. A file
 * that changed since the report was made is refused. Files are written whole or not at all, beside
 * the old one and then moved over it, with its permissions.
 */
public final class FixFolder {
  private final Path base;
  private final Instant readAt;
  private final Reach reach;

  /**
   * A folder.
   *
   * @param base the folder that the report's file names are relative to
   * @param readAt when the report was begun; a file that was written later is refused
   * @param reach which files may be changed
   */
  public FixFolder(Path base, Instant readAt, Reach reach) {
    this.base = base.toAbsolutePath().normalize();
    this.readAt = Objects.requireNonNull(readAt, "readAt");
    this.reach = Objects.requireNonNull(reach, "reach");
  }

  /** Which files fixes may change. */
  public enum Reach {
    /** Those in the folder and below. */
    INSIDE,
    /** All that the report names. */
    ANYWHERE
  }

  /** Says why something cannot be read or written; the message is one clause. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }

  /** A file as it is stored now. */
  StoredText read(String file) throws RefusedException {
    Path path = allowed(file);
    try {
      if (!Files.isRegularFile(path)) {
        throw new RefusedException(file + " is no file");
      }
      if (Files.getLastModifiedTime(path).toInstant().isAfter(readAt)) {
        throw new RefusedException(file + " has changed since it was read");
      }
      return new StoredText(file, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The bytes of a file that may be there; empty when it is not. */
  Optional<byte[]> stored(String file) throws RefusedException {
    Path path = allowed(file);
    try {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.readAllBytes(path))
          : Optional.empty();
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * Writes a change.
   *
   * @return why it was refused, as one clause; empty when it is written
   */
  public Optional<String> write(FileChange change) {
    try {
      Path path = allowed(change.file());
      if (change.isNew()) {
        add(path, change);
      } else {
        replace(path, change);
      }
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Optional.of(change.file() + " cannot be written (" + e.getMessage() + ")");
    }
  }

  private static void add(Path path, FileChange change) throws IOException, RefusedException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(change.file() + " exists already");
    }
    Files.createDirectories(folderOf(path));
    move(beside(path, change.after()), path);
  }

  private static void replace(Path path, FileChange change) throws IOException, RefusedException {
    // what a link leads to is replaced, not the link
    Path real = path.toRealPath();
    byte[] expected = change.before().map(StoredText::bytes).orElseGet(() -> new byte[0]);
    if (!Arrays.equals(Files.readAllBytes(real), expected)) {
      throw new RefusedException(change.file() + " has changed since it was read");
    }
    if (!Files.isWritable(real)) {
      throw new RefusedException(change.file() + " is write-protected");
    }
    Path written = beside(real, change.after());
    try {
      keepPermissions(real, written);
      move(written, real);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView made = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old != null && made != null) {
      made.setPermissions(old.readAttributes().permissions());
    }
  }

  private static Path beside(Path path, byte[] content) throws IOException {
    Path temporary =
        folderOf(path)
            .resolve("." + path.getFileName() + ".sightline-" + ProcessHandle.current().pid());
    try (FileChannel out =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    return temporary;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file lies in a folder");
  }

  /** The path of a file, when it may be changed. */
  private Path allowed(String file) throws RefusedException {
    try {
      Path path = base.resolve(file).normalize();
      if (reach == Reach.INSIDE && !(path.startsWith(base) && isReallyInside(path))) {
        throw new RefusedException(file + " lies outside the folder of sightline.yaml");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new RefusedException("\"" + file + "\" is no file name");
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * Whether a path, or the nearest folder above it that exists, is inside once links are followed.
   */
  private boolean isReallyInside(Path path) throws IOException {
    Path there = path;
    while (!Files.exists(there)) {
      if (Files.isSymbolicLink(there)) {
        return false; // a link to nowhere may lead anywhere
      }
      there = folderOf(there);
    }
    return there.toRealPath().startsWith(base.toRealPath());
  }
}
