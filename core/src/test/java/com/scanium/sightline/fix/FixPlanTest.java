package com.scanium.sightline.fix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixPlanTest {
  @TempDir private Path folder;

  @Test
  void changesOnlyTheCharactersConcernedAndKeepsEveryOtherByte() throws IOException {
    byte[] stored =
        bytes("\uFEFFa: 1\r\nb: \"", new byte[] {(byte) 0xFF, (byte) 0xC3}, "é\"\r\nc: old");
    store("x.yaml", stored);

    FixPlan plan = plan(replacing("r/one", "x.yaml", "old", "new\nd: 2"));

    assertThat(write(plan)).isEmpty();
    assertThat(Files.readAllBytes(folder.resolve("x.yaml")))
        .isEqualTo(
            bytes(
                "\uFEFFa: 1\r\nb: \"",
                new byte[] {(byte) 0xFF, (byte) 0xC3},
                "é\"\r\nc: new\r\nd: 2"));
    assertThat(plan.changes().get(0).isDiffExact()).isFalse();
  }

  @Test
  void columnsBehindAByteOrderMarkAndWideCharactersAreThoseOfTheReport() throws IOException {
    store("x.json", "\uFEFF{\"🎉\": \"old\"}".getBytes(UTF_8));

    write(plan(replacing("r/one", "x.json", "old", "neu €")));

    assertThat(read("x.json")).isEqualTo("\uFEFF{\"🎉\": \"neu €\"}");
  }

  @Test
  void twoFindingsThatWantTheSameAreOneEdit() throws IOException {
    store("x.txt", "old\n".getBytes(UTF_8));

    FixPlan plan =
        plan(replacing("r/one", "x.txt", "old", "new"), replacing("r/two", "x.txt", "old", "new"));

    assertThat(plan.leftOut()).isEmpty();
    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.changes().get(0).mends()).hasSize(2);
    assertThat(plan.diff()).isEqualTo("--- a/x.txt\n+++ b/x.txt\n@@ -1 +1 @@\n-old\n+new\n");
  }

  @Test
  void ofTwoFixesForOnePlaceTheFirstStandsAndTheOtherIsTold() throws IOException {
    store("x.txt", "one two\n".getBytes(UTF_8));

    FixPlan plan =
        plan(
            replacing("r/first", "x.txt", "one two", "1 2"),
            replacing("r/second", "x.txt", "two", "zwei"));

    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.leftOut())
        .extracting(one -> one.finding().rule() + ": " + one.reason())
        .containsExactly("r/second: the fix of r/first changes the same place (x.txt:1:5)");
  }

  @Test
  void aFixIsMadeWholeOrNotAtAll() throws IOException {
    store("x.txt", "one two\n".getBytes(UTF_8));
    Finding both =
        Finding.of("r/both", Severity.ERROR)
            .message("m")
            .fix(Fix.editing("f", List.of(edit("x.txt", "one", "1"), edit("x.txt", "two", "2"))))
            .build();

    FixPlan plan = plan(replacing("r/first", "x.txt", "two", "zwei"), both);

    assertThat(plan.leftOut()).hasSize(1);
    write(plan);
    assertThat(read("x.txt")).isEqualTo("one zwei\n");
  }

  @Test
  void aFileThatChangedSinceItWasReadIsRefused() throws IOException {
    store("x.txt", "old\n".getBytes(UTF_8));
    Finding finding = replacing("r/one", "x.txt", "old", "new");
    FixFolder inside = folder(FixFolder.Reach.INSIDE);
    FixPlan plan = FixPlan.of(List.of(finding), inside);
    Files.writeString(folder.resolve("x.txt"), "old\nmore\n");

    assertThat(inside.write(plan.changes().get(0))).contains("x.txt has changed since it was read");
    assertThat(read("x.txt")).isEqualTo("old\nmore\n");

    Files.setLastModifiedTime(
        folder.resolve("x.txt"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(reasons(plan(finding))).containsExactly("x.txt has changed since it was read");
  }

  @Test
  void anEditWhoseTextIsNotThereIsLeftOut() throws IOException {
    store("x.txt", "old\n".getBytes(UTF_8));
    Finding finding = replacing("r/one", "x.txt", "old", "new");
    store("x.txt", "odd\n".getBytes(UTF_8));

    assertThat(reasons(plan(finding)))
        .containsExactly("x.txt has changed since it was read: not so at x.txt:1:1");
  }

  @Test
  void filesOutsideTheFolderAreOnlyWrittenWhenAsked() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    store("x.txt", "old\n".getBytes(UTF_8));
    Finding finding =
        Finding.of("r/one", Severity.ERROR)
            .message("m")
            .fix(Fix.editing("f", List.of(edit("x.txt", "../x.txt", "old", "new"))))
            .build();
    Instant now = Instant.now().plusSeconds(1);
    FixFolder inside = new FixFolder(inner, now, FixFolder.Reach.INSIDE);
    FixFolder anywhere = new FixFolder(inner, now, FixFolder.Reach.ANYWHERE);

    assertThat(reasons(FixPlan.of(List.of(finding), inside)))
        .containsExactly("../x.txt lies outside the folder of sightline.yaml");
    FixPlan plan = FixPlan.of(List.of(finding), anywhere);
    assertThat(anywhere.write(plan.changes().get(0))).isEmpty();
    assertThat(read("x.txt")).isEqualTo("new\n");
  }

  @Test
  void aLinkThatLeadsOutsideIsOutside() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    store("x.txt", "old\n".getBytes(UTF_8));
    Files.createSymbolicLink(inner.resolve("x.txt"), folder.resolve("x.txt"));
    Files.createSymbolicLink(inner.resolve("new.txt"), folder.resolve("nowhere.txt"));
    FixFolder inside = new FixFolder(inner, Instant.now().plusSeconds(1), FixFolder.Reach.INSIDE);

    assertThat(reasons(FixPlan.of(List.of(replacing("r/one", "x.txt", "old", "new")), inside)))
        .containsExactly("x.txt lies outside the folder of sightline.yaml");
    assertThat(reasons(FixPlan.of(List.of(adding("new.txt", "n\n")), inside)))
        .containsExactly("new.txt lies outside the folder of sightline.yaml");
  }

  @Test
  void aLinkInsideStaysALinkAndPermissionsStay() throws IOException {
    store("x.txt", "old\n".getBytes(UTF_8));
    Files.setPosixFilePermissions(
        folder.resolve("x.txt"), PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("x.txt"));
    Finding finding =
        Finding.of("r/one", Severity.ERROR)
            .message("m")
            .fix(Fix.editing("f", List.of(edit("x.txt", "link.txt", "old", "new"))))
            .build();

    assertThat(write(plan(finding))).isEmpty();

    assertThat(folder.resolve("link.txt")).isSymbolicLink();
    assertThat(read("x.txt")).isEqualTo("new\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("x.txt"), LinkOption.NOFOLLOW_LINKS)))
        .isEqualTo("rw-r-----");
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void theProposedDocumentIsAddedUnlessAnotherIsAskedFor() throws IOException {
    Finding finding =
        Finding.of("r/one", Severity.WARNING)
            .message("m")
            .fix(
                Fix.adding(
                    "f",
                    List.of(
                        new NewFile("one", NewFile.Choice.PROPOSED, "a/b/one.yaml", "one: 1\n"),
                        new NewFile("two", NewFile.Choice.ALTERNATIVE, "two.yaml", "two: 2\n"))))
            .build();

    assertThat(plan(finding).diff())
        .isEqualTo("--- /dev/null\n+++ b/a/b/one.yaml\n@@ -0,0 +1 @@\n+one: 1\n");
    FixPlan asked = FixPlan.of(List.of(finding), folder(FixFolder.Reach.INSIDE), Set.of("two"));
    assertThat(write(asked)).isEmpty();
    assertThat(read("two.yaml")).isEqualTo("two: 2\n");
    assertThat(write(plan(finding))).isEmpty();
    assertThat(read("a/b/one.yaml")).isEqualTo("one: 1\n");
  }

  @Test
  void aTakenNameGetsANumberAndADocumentThatIsThereIsNotAddedTwice() throws IOException {
    store("x.yaml", "other\n".getBytes(UTF_8));
    assertThat(plan(adding("x.yaml", "n\n")).changes())
        .extracting(FileChange::file)
        .containsExactly("x-2.yaml");
    store("x-2.yaml", "n\n".getBytes(UTF_8));
    assertThat(reasons(plan(adding("x.yaml", "n\n")))).containsExactly("x-2.yaml is there already");
  }

  @Test
  void whatComesFromAServerIsLeftOut() {
    SourceText remote = SourceText.of(java.net.URI.create("grafana:dashboard/abc"), "old");
    Finding finding =
        Finding.of("r/one", Severity.ERROR)
            .message("m")
            .at(remote.location(new Span(0, 3)))
            .fix(Fix.replacing("f", "old", "new"))
            .build();

    assertThat(reasons(plan(finding))).containsExactly("grafana:dashboard/abc is no file here");
  }

  @Test
  void aDiffShowsNoSecret() throws IOException {
    store(
        "x.yaml",
        "a: 1\npassword: hunter2\nb: old\ntoken: abcdef\nurl: http://u:geheim@old/x\n"
            .getBytes(UTF_8));

    FixPlan plan =
        plan(
            replacing("r/one", "x.yaml", "old", "new"),
            Finding.of("r/two", Severity.ERROR)
                .message("m")
                .fix(Fix.editing("f", List.of(edit("x.yaml", "x.yaml", "old/x", "new/x"))))
                .build());

    assertThat(plan.diff())
        .contains("-b: old\n+b: new\n")
        .contains("-url: http://u:***@old/x\n+url: http://u:***@new/x\n")
        .doesNotContain("hunter2", "abcdef", "geheim");
    assertThat(plan.changes().get(0).isDiffExact()).isFalse();
  }

  private FixPlan plan(Finding... findings) {
    return FixPlan.of(List.of(findings), folder(FixFolder.Reach.INSIDE));
  }

  private FixFolder folder(FixFolder.Reach reach) {
    return new FixFolder(folder, Instant.now().plusSeconds(1), reach);
  }

  private List<String> write(FixPlan plan) {
    FixFolder inside = folder(FixFolder.Reach.INSIDE);
    return plan.changes().stream().flatMap(change -> inside.write(change).stream()).toList();
  }

  private static List<String> reasons(FixPlan plan) {
    assertThat(plan.changes()).isEmpty();
    return plan.leftOut().stream().map(FixPlan.LeftOut::reason).toList();
  }

  private static Finding adding(String file, String text) {
    return Finding.of("r/new", Severity.WARNING)
        .message("m")
        .fix(Fix.adding("f", List.of(new NewFile("k", NewFile.Choice.PROPOSED, file, text))))
        .build();
  }

  private Finding replacing(String rule, String file, String from, String to) throws IOException {
    SourceLocation at = edit(file, from, to).at();
    return Finding.of(rule, Severity.ERROR)
        .message("m")
        .at(at)
        .fix(Fix.replacing("f", from, to))
        .build();
  }

  private Edit edit(String file, String from, String to) throws IOException {
    return edit(file, file, from, to);
  }

  private Edit edit(String file, String named, String from, String to) throws IOException {
    SourceText text =
        SourceText.of(named, new String(Files.readAllBytes(folder.resolve(file)), UTF_8));
    int start = text.text().indexOf(from);
    return new Edit(text.location(new Span(start, start + from.length())), from, to);
  }

  private void store(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static byte[] bytes(String before, byte[] damaged, String after) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.writeBytes(before.getBytes(UTF_8));
    out.writeBytes(damaged);
    out.writeBytes(after.getBytes(UTF_8));
    return out.toByteArray();
  }
}
