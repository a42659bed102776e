package com.scanium.sightline.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java compiles against the library as it is, and what needs no server runs. */
class ReadmeTest {
  private static final Pattern EXPORTS = Pattern.compile("exports ([a-z.]+);");

  /** A Java block of the README as a class. */
  private static final class Block extends SimpleJavaFileObject {
    private final String name;
    private final String source;

    Block(int number, String snippet, List<String> packages) {
      super(URI.create("string:///Block" + number + ".java"), Kind.SOURCE);
      this.name = "Block" + number;
      StringBuilder text = new StringBuilder();
      packages.forEach(one -> text.append("import ").append(one).append(".*;\n"));
      text.append("import java.nio.file.*;\nimport java.util.*;\nimport java.time.*;\n");
      text.append("import org.junit.jupiter.api.Test;\n");
      text.append("import static com.scanium.sightline.testing.SightlineAssertions.assertThat;\n");
      text.append("public class ").append(name).append(" {\n");
      boolean members = snippet.startsWith("@") || snippet.startsWith("class ");
      text.append(
          members
              ? snippet
              : "public static void run(Secret token, Path file) throws Exception {\n"
                  + snippet
                  + "}\n");
      this.source = text.append("}\n").toString();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("../../README.md"));
  }

  private static List<String> snippets() throws IOException {
    List<String> all = new ArrayList<>();
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
    while (block.find()) {
      all.add(block.group(1));
    }
    return all;
  }

  private static List<String> packages() throws IOException {
    List<String> all = new ArrayList<>();
    for (String module : List.of("core", "alloy", "grafana", "mimir")) {
      Path file = Path.of("../..", module, "src/main/java/module-info.java");
      Matcher exported = EXPORTS.matcher(Files.readString(file));
      while (exported.find()) {
        all.add(exported.group(1));
      }
    }
    return all;
  }

  private static void compile(List<Block> blocks, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    String path =
        Stream.of("java.class.path", "surefire.test.class.path")
            .map(name -> System.getProperty(name, ""))
            .filter(value -> !value.isEmpty())
            .reduce((one, other) -> one + java.io.File.pathSeparator + other)
            .orElseThrow();
    boolean good =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-proc:none", "-cp", path, "-d", classes.toString()),
                null,
                List.<JavaFileObject>copyOf(blocks))
            .call();
    assertThat(good).as(said.toString()).isTrue();
  }

  @Test
  void everyJavaBlockCompilesAndTheAlloyOneRuns(@TempDir Path folder) throws Exception {
    List<String> packages = packages();
    assertThat(packages).hasSizeGreaterThan(20);
    List<String> snippets = snippets();
    assertThat(snippets).hasSizeGreaterThan(2);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < snippets.size(); i++) {
      blocks.add(new Block(i, snippets.get(i), packages));
    }

    compile(blocks, folder);

    Path alloy =
        Files.writeString(
            folder.resolve("config.alloy"),
            """
            prometheus.scrape "backend" {
              targets         = []
              forward_to      = []
              scrape_interval = "60s"
            }
            """);
    URL[] path = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ReadmeTest.class.getClassLoader())) {
      int run = 0;
      for (int i = 0; i < snippets.size(); i++) {
        if (snippets.get(i).contains("AlloyDocument")) {
          loader
              .loadClass(blocks.get(i).name)
              .getMethod("run", Secret.class, Path.class)
              .invoke(null, Secret.of("token"), alloy);
          run++;
        }
      }
      assertThat(run).isEqualTo(1);
    }
  }

  @Test
  void snippetIsTheEmbeddingTest() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/com/scanium/sightline/example/OpenAiRuntimeDashboardTest.java"));
    String readme = readme();
    int section = readme.indexOf("## In your own tests");
    assertThat(section).isPositive();
    int start = readme.indexOf("```java\n", section) + "```java\n".length();
    String snippet = readme.substring(start, readme.indexOf("```", start));

    assertThat(snippet).isNotBlank();
    assertThat(source).contains(snippet.indent(2).stripTrailing());
  }
}
