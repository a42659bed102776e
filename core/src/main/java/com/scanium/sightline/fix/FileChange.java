package com.scanium.sightline.fix;

import com.scanium.sightline.finding.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of one file: edited, or new. Immutable. */
public final class FileChange {
  private final String file;
  private final @Nullable StoredText before;
  private final List<StoredText.Change> changes;
  private final byte[] after;
  private final List<Finding> mends;

  private FileChange(
      String file,
      @Nullable StoredText before,
      List<StoredText.Change> changes,
      byte[] after,
      List<Finding> mends) {
    this.file = Objects.requireNonNull(file, "file");
    this.before = before;
    this.changes = List.copyOf(changes);
    this.after = after.clone();
    this.mends = List.copyOf(mends);
  }

  static FileChange edited(
      String file, StoredText before, List<StoredText.Change> changes, List<Finding> mends) {
    return new FileChange(file, before, changes, before.with(changes), mends);
  }

  static FileChange added(String file, byte[] text, List<Finding> mends) {
    return new FileChange(file, null, List.of(), text, mends);
  }

  /** The file, relative to the folder of {@code sightline.yaml}, with {@code /}. */
  public String file() {
    return file;
  }

  /** Whether the file is not there yet. */
  public boolean isNew() {
    return before == null;
  }

  /** The findings that it mends, in the order of the report. */
  public List<Finding> mends() {
    return mends;
  }

  /**
   * The change as a unified diff that {@code patch -p1} and {@code git apply} take in the folder of
   * {@code sightline.yaml}; secrets beside the edit are left out.
   */
  public String diff() {
    return new UnifiedDiff(this).text();
  }

  /**
   * Whether the diff holds all of the change; not when a secret in an edited line is masked, or
   * when the file has bytes that are no UTF-8. Writing the change is exact even then.
   */
  public boolean isDiffExact() {
    return new UnifiedDiff(this).isExact();
  }

  Optional<StoredText> before() {
    return Optional.ofNullable(before);
  }

  List<StoredText.Change> changes() {
    return changes;
  }

  byte[] after() {
    return after.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileChange that
        && file.equals(that.file)
        && Arrays.equals(after, that.after);
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, Arrays.hashCode(after));
  }

  @Override
  public String toString() {
    return (isNew() ? "new " : "change of ") + file;
  }
}
