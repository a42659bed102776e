package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Grafana-managed rule, which alerts or records. A view over the file; immutable. */
public final class AlertRule {
  /** A variable in a formula: {@code $A}, or {@code ${any name}}. */
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^}]+)}|(\\w+))");

  /**
   * That an expression uses another entry.
   *
   * @param refId the entry's letter
   * @param span where it is named
   */
  public record Reference(String refId, Span span) {}

  /** One entry of {@code data}: a query, or an expression over other entries. */
  public static final class Node {
    private final Doc doc;

    private Node(Doc doc) {
      this.doc = doc;
    }

    /** Everything that the file says about the entry. */
    public Doc doc() {
      return doc;
    }

    /** The letter that other entries call it by; empty text when it has none. */
    public String refId() {
      return doc.get("refId").flatMap(Doc::asText).orElse("");
    }

    /** The uid of the data source; empty text when it has none. */
    public String datasourceUid() {
      return doc.get("datasourceUid").flatMap(Doc::asText).orElse("");
    }

    /** Whether Grafana computes it from other entries. */
    public boolean isExpression() {
      String uid = datasourceUid();
      return uid.equals("__expr__") || uid.equals("-100");
    }

    /** What the plugin gets. */
    public Doc model() {
      return doc.get("model").orElse(doc);
    }

    /** The query's text; empty for expressions. */
    public Optional<Doc.Str> query() {
      for (String key : List.of("expr", "query")) {
        Optional<Doc> value = isExpression() ? Optional.empty() : model().get(key);
        if (value.isPresent() && value.get() instanceof Doc.Str text) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }

    /**
     * The entries that an expression works on, each with its place: the one it reduces or compares,
     * those of a formula ({@code $A}, {@code ${A}}), those of classic conditions. None for queries
     * and for SQL, whose tables are named in the text.
     */
    public List<Reference> references() {
      if (!isExpression()) {
        return List.of();
      }
      List<Reference> references = new ArrayList<>();
      if (expressionType().equals("classic_conditions")) {
        for (Doc condition : conditions()) {
          condition.path("query", "params").map(Doc::items).orElse(List.of()).stream()
              .limit(1)
              .forEach(
                  it -> it.asText().ifPresent(t -> references.add(new Reference(t, it.span()))));
        }
        return references;
      }
      Optional<Doc> expression = model().get("expression");
      String text = expression.flatMap(Doc::asString).orElse("");
      if (expression.isEmpty() || text.isEmpty() || expressionType().equals("sql")) {
        return List.of();
      }
      if (!expressionType().equals("math")) {
        String name = text.strip().replaceFirst("^\\$\\{?([^}]*)}?$", "$1");
        return List.of(new Reference(name, expression.get().span()));
      }
      Matcher matcher = VARIABLE.matcher(text);
      while (matcher.find()) {
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        references.add(new Reference(name, expression.get().span()));
      }
      return references;
    }

    /** The conditions of a classic expression or of a threshold; empty for others. */
    public List<Doc> conditions() {
      return model().get("conditions").map(Doc::items).orElse(List.of());
    }

    /** How an expression works: {@code reduce}, {@code threshold}, {@code math}, …. */
    public String expressionType() {
      return model().get("type").flatMap(Doc::asString).orElse("");
    }

    /** Which entry or formula an expression works on. */
    public String expression() {
      return model().get("expression").flatMap(Doc::asString).orElse("");
    }
  }

  private final SourceText source;
  private final Doc doc;
  private final String group;
  private final String interval;
  private final List<Node> nodes;

  AlertRule(SourceText source, Doc doc, String group, String interval) {
    this.interval = Objects.requireNonNull(interval, "interval");
    this.source = Objects.requireNonNull(source, "source");
    this.doc = Objects.requireNonNull(doc, "doc");
    this.group = Objects.requireNonNull(group, "group");
    this.nodes =
        doc.get("data").map(Doc::items).orElse(List.of()).stream()
            .filter(Doc::isObject)
            .map(Node::new)
            .toList();
  }

  /** The text that the rule was read from. */
  public SourceText source() {
    return source;
  }

  /** Everything that the file says about the rule. */
  public Doc doc() {
    return doc;
  }

  /** The title; empty text when it has none. */
  public String title() {
    return doc.get("title").flatMap(Doc::asText).orElse("");
  }

  /** The name of its group. */
  public String group() {
    return group;
  }

  /** How often its group is evaluated, as written; empty text when the group doesn't say. */
  public String interval() {
    return interval;
  }

  /** Whether it records the result under a metric's name instead of raising an alert. */
  public boolean isRecording() {
    return doc.get("record").filter(Doc::isObject).isPresent();
  }

  /** How reports name it: its uid, or group and title. */
  public String id() {
    return doc.get("uid")
        .flatMap(Doc::asText)
        .filter(text -> !text.isEmpty())
        .orElseGet(() -> group + "/" + title());
  }

  /** The entry that decides; empty text when none is named. */
  public String condition() {
    return doc.get("condition").flatMap(Doc::asText).orElse("");
  }

  /** The entries in order. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The entry of this letter. */
  public Optional<Node> node(String refId) {
    return nodes.stream().filter(node -> node.refId().equals(refId)).findFirst();
  }

  /** What happens without data: {@code NoData} (unless said otherwise), {@code OK}, …. */
  public String noDataState() {
    return doc.get("noDataState").flatMap(Doc::asText).orElse("NoData");
  }

  /** What happens after an error: {@code Error} (unless said otherwise), {@code OK}, …. */
  public String executionErrorState() {
    return doc.get("execErrState").flatMap(Doc::asText).orElse("Error");
  }

  /** The place of a range of its file. */
  public SourceLocation location(Span span) {
    return source.location(span);
  }

  /** Where the rule is defined. */
  public SourceLocation location() {
    return source.location(doc.get("title").orElse(doc).span());
  }

  @Override
  public String toString() {
    return id();
  }
}
