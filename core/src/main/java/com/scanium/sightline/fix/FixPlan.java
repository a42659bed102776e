package com.scanium.sightline.fix;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exact fixes of some findings put together: what becomes of which file, and which fixes are
 * left out and why.
 *
 * <p>Fixes come in the order of the findings. Two that want the same are one; of two that want
 * different things at one place the first stands. All edits of one fix are made or none.
 */
public final class FixPlan {
  private final List<FileChange> changes;
  private final List<LeftOut> leftOut;

  private FixPlan(List<FileChange> changes, List<LeftOut> leftOut) {
    this.changes = List.copyOf(changes);
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * A fix that is not part of a plan.
   *
   * @param finding what it would mend
   * @param reason why it is left out, as one clause
   */
  public record LeftOut(Finding finding, String reason) {
    /** Refuses absent parts. */
    public LeftOut {
      Objects.requireNonNull(finding, "finding");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The plan for findings in their order, with the documents that are proposed. */
  public static FixPlan of(List<Finding> findings, FixFolder folder) {
    return of(findings, folder, Set.of());
  }

  /**
   * The plan for findings in their order.
   *
   * @param kinds which documents to add where a fix has any; empty for those that are proposed
   */
  public static FixPlan of(List<Finding> findings, FixFolder folder, Set<String> kinds) {
    Making making = new Making(folder);
    for (Finding finding : findings) {
      making.add(finding, kinds);
    }
    return new FixPlan(making.changes(), making.leftOut);
  }

  /** What becomes of each file, sorted by name. */
  public List<FileChange> changes() {
    return changes;
  }

  /** The exact fixes that are not made. */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /** All changes as one unified diff; empty when nothing changes. */
  public String diff() {
    StringBuilder out = new StringBuilder();
    changes.forEach(change -> out.append(change.diff()));
    return out.toString();
  }

  /** A part of a file that some finding wants changed. */
  private record Wanted(Span span, String to, Finding by) {
    boolean isSameAs(Wanted other) {
      return span.equals(other.span) && to.equals(other.to);
    }

    /** Whether both cannot be made; insertions at one place have no order. */
    boolean excludes(Wanted other) {
      boolean touching = span.start() == other.span.start();
      return touching || (span.start() < other.span.end() && other.span.start() < span.end());
    }
  }

  private static final class Making {
    private final FixFolder folder;
    private final Map<String, StoredText> read = new TreeMap<>();
    private final Map<String, List<Wanted>> wanted = new TreeMap<>();
    private final Map<String, Set<Finding>> mends = new TreeMap<>();
    private final Map<String, byte[]> added = new TreeMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    Making(FixFolder folder) {
      this.folder = folder;
    }

    void add(Finding finding, Set<String> kinds) {
      Optional<Fix> fix = finding.fix().filter(Fix::isExact);
      if (fix.isEmpty()) {
        return;
      }
      try {
        List<Edit> edits = finding.edits();
        if (!edits.isEmpty()) {
          edit(finding, edits);
        } else if (fix.get().files().isEmpty()) {
          throw new FixFolder.RefusedException("no place in a file is known");
        }
        for (NewFile document : fix.get().files()) {
          boolean chosen =
              kinds.isEmpty()
                  ? document.choice() == NewFile.Choice.PROPOSED
                  : kinds.contains(document.kind());
          if (chosen) {
            document(finding, document);
          }
        }
      } catch (FixFolder.RefusedException e) {
        leftOut.add(new LeftOut(finding, String.valueOf(e.getMessage())));
      }
    }

    private void edit(Finding finding, List<Edit> edits) throws FixFolder.RefusedException {
      Map<String, List<Wanted>> fresh = new TreeMap<>();
      Set<String> files = new LinkedHashSet<>();
      for (Edit edit : edits) {
        String file = fileOf(edit.at());
        files.add(file);
        Span span =
            stored(file)
                .place(edit)
                .orElseThrow(
                    () ->
                        new FixFolder.RefusedException(
                            file + " has changed since it was read: not so at " + edit.at()));
        Wanted part = new Wanted(span, stored(file).withOwnLineEnds(edit.to()), finding);
        List<Wanted> others = wanted.getOrDefault(file, List.of());
        if (others.stream().noneMatch(part::isSameAs)) {
          @Nullable Wanted other = others.stream().filter(part::excludes).findFirst().orElse(null);
          if (other != null) {
            throw new FixFolder.RefusedException(
                "the fix of " + other.by().rule() + " changes the same place (" + edit.at() + ")");
          }
          fresh.computeIfAbsent(file, key -> new ArrayList<>()).add(part);
        }
      }
      fresh.forEach(
          (file, parts) -> wanted.computeIfAbsent(file, key -> new ArrayList<>()).addAll(parts));
      files.forEach(file -> mends(file, finding));
    }

    private void document(Finding finding, NewFile document) throws FixFolder.RefusedException {
      byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
      String file = document.file();
      for (int number = 2; isTaken(file, text); number++) {
        file = numbered(document.file(), number);
      }
      if (folder.stored(file).isPresent()) {
        throw new FixFolder.RefusedException(file + " is there already");
      }
      added.put(file, text);
      mends(file, finding);
    }

    private boolean isTaken(String file, byte[] text) throws FixFolder.RefusedException {
      byte @Nullable [] planned = added.get(file);
      if (planned != null) {
        return !Arrays.equals(planned, text);
      }
      return folder.stored(file).filter(there -> !Arrays.equals(there, text)).isPresent();
    }

    private static String numbered(String file, int number) {
      int dot = file.lastIndexOf('.');
      boolean ending = dot > file.lastIndexOf('/');
      return ending
          ? file.substring(0, dot) + "-" + number + file.substring(dot)
          : file + "-" + number;
    }

    private void mends(String file, Finding finding) {
      mends.computeIfAbsent(file, key -> new LinkedHashSet<>()).add(finding);
    }

    private StoredText stored(String file) throws FixFolder.RefusedException {
      StoredText known = read.get(file);
      if (known == null) {
        known = folder.read(file);
        read.put(file, known);
      }
      return known;
    }

    private static String fileOf(SourceLocation at) throws FixFolder.RefusedException {
      if (at.source().getScheme() != null) {
        throw new FixFolder.RefusedException(at.file() + " is no file here");
      }
      return at.file();
    }

    List<FileChange> changes() {
      List<FileChange> changes = new ArrayList<>();
      wanted.forEach(
          (file, parts) ->
              changes.add(
                  FileChange.edited(
                      file,
                      Objects.requireNonNull(read.get(file), "read before"),
                      parts.stream()
                          .sorted(Comparator.comparingInt(part -> part.span().start()))
                          .map(part -> new StoredText.Change(part.span(), part.to()))
                          .toList(),
                      List.copyOf(mends.getOrDefault(file, Set.of())))));
      added.forEach(
          (file, text) ->
              changes.add(
                  FileChange.added(file, text, List.copyOf(mends.getOrDefault(file, Set.of())))));
      changes.sort(Comparator.comparing(FileChange::file));
      return changes;
    }
  }
}
