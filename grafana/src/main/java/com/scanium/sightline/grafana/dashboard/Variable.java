package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One variable of a dashboard. A view over the file; immutable. */
public final class Variable {
  private static final Pattern CUSTOM_OPTION = Pattern.compile("(?:\\\\,|[^,])+");
  private static final Pattern LABELLED = Pattern.compile("(?s)\\s*(.+)\\s:\\s(.+)");

  private static final List<String> SORTS =
      List.of(
          "disabled",
          "alphabeticalAsc",
          "alphabeticalDesc",
          "numericalAsc",
          "numericalDesc",
          "alphabeticalCaseInsensitiveAsc",
          "alphabeticalCaseInsensitiveDesc",
          "naturalAsc",
          "naturalDesc");

  private final Doc doc;
  private final Doc body;
  private final VariableKind kind;
  private final @Nullable SourceRef datasource;

  private Variable(Doc doc, Doc body, VariableKind kind, @Nullable SourceRef datasource) {
    this.doc = doc;
    this.body = body;
    this.kind = kind;
    this.datasource = datasource;
  }

  static Variable classic(Doc doc) {
    VariableKind kind =
        doc.get("type").flatMap(Doc::asString).map(VariableKind::of).orElse(VariableKind.QUERY);
    SourceRef datasource =
        doc.get("datasource").filter(it -> !it.isNull()).map(SourceRef::of).orElse(null);
    return new Variable(doc, doc, kind, datasource);
  }

  static Variable v2(Doc doc) {
    Doc body = doc.get("spec").orElse(doc);
    VariableKind kind =
        doc.get("kind").flatMap(Doc::asString).map(VariableKind::of).orElse(VariableKind.UNKNOWN);
    Optional<Doc> query = body.get("query").filter(Doc::isObject);
    Doc named =
        query
            .flatMap(it -> it.get("datasource"))
            .or(() -> body.get("datasource"))
            .or(() -> doc.get("datasource"))
            .orElse(null);
    String group =
        query
            .flatMap(it -> it.get("group").or(() -> it.get("kind")))
            .or(() -> doc.get("group"))
            .flatMap(Doc::asString)
            .orElse(null);
    SourceRef datasource =
        kind == VariableKind.QUERY || kind == VariableKind.ADHOC
            ? SourceRef.of(named, group, doc.span())
            : null;
    return new Variable(doc, body, kind, datasource);
  }

  /** Everything that the file says about the variable. */
  public Doc doc() {
    return doc;
  }

  /** The variable's properties: the object itself, or {@code spec} in schema v2. */
  public Doc body() {
    return body;
  }

  /** The name without {@code $}; empty text when the file gives none. */
  public String name() {
    return body.get("name").flatMap(Doc::asString).orElse("");
  }

  /** Where the name is written. */
  public Span nameSpan() {
    return body.get("name").orElse(doc).span();
  }

  /** What kind of variable it is. */
  public VariableKind kind() {
    return kind;
  }

  /** The data source that a query variable asks; empty for the default one and other kinds. */
  public Optional<SourceRef> datasource() {
    return Optional.ofNullable(datasource);
  }

  /**
   * The query's text, which means something else for each kind: what to ask, the options, a plugin
   * type, the constant.
   */
  public Optional<Doc.Str> query() {
    Optional<Doc> query = body.get("query");
    if (query.isPresent() && query.get() instanceof Doc.Str text) {
      return Optional.of(text);
    }
    Optional<Doc> spec = query.flatMap(it -> it.get("spec")).or(() -> query);
    for (String key : List.of("query", "__legacyStringValue", "expr", "rawSql")) {
      Optional<Doc> value = spec.flatMap(it -> it.get(key));
      if (value.isPresent() && value.get() instanceof Doc.Str text) {
        return Optional.of(text);
      }
    }
    Optional<Doc> plugin = body.get("pluginId");
    return plugin.isPresent() && plugin.get() instanceof Doc.Str text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The object form of the query, {@code spec} of it in schema v2; empty for the string form. */
  public Optional<Doc> queryObject() {
    Optional<Doc> query = body.get("query").filter(Doc::isObject);
    return query.flatMap(it -> it.get("spec")).filter(Doc::isObject).or(() -> query);
  }

  /** The filter on option values, a JavaScript regular expression; empty text for none. */
  public String regex() {
    return body.get("regex").flatMap(Doc::asString).orElse("");
  }

  /** The order of the options, 0 to 8. */
  public int sort() {
    Optional<Doc> sort = body.get("sort");
    int named = sort.flatMap(Doc::asString).map(SORTS::indexOf).orElse(-1);
    return Math.max(0, sort.flatMap(Doc::asInt).orElse(named));
  }

  /** Whether the options are asked for when the dashboard opens or its time range changes. */
  public boolean refreshes() {
    Optional<Doc> refresh = body.get("refresh");
    if (refresh.flatMap(Doc::asString).isPresent()) {
      return !refresh.flatMap(Doc::asString).orElse("never").equals("never");
    }
    return refresh.flatMap(Doc::asInt).orElse(0) > 0
        || refresh.flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether several values may be selected. */
  public boolean isMulti() {
    return body.get("multi").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether "All" is offered. */
  public boolean includesAll() {
    return body.get("includeAll").flatMap(Doc::asBoolean).orElse(false);
  }

  /** What "All" stands for; empty when every option stands for it. */
  public Optional<String> allValue() {
    return body.get("allValue").flatMap(Doc::asString).filter(text -> !text.isEmpty());
  }

  /** The saved selection; empty when none is saved. */
  public Optional<VariableValue> current() {
    Optional<Doc> value = body.path("current", "value");
    if (value.isEmpty() || value.get().isNull()) {
      return Optional.empty();
    }
    if (value.get().isArray()) {
      List<String> texts = new ArrayList<>();
      value.get().items().forEach(item -> item.asText().ifPresent(texts::add));
      return Optional.of(VariableValue.of(texts));
    }
    return value.get().asText().map(VariableValue::of);
  }

  /** Where the saved selection is written. */
  public Span currentSpan() {
    return body.path("current", "value").or(() -> body.get("current")).orElse(doc).span();
  }

  /** The saved options, "All" left out; those of query variables may be out of date. */
  public List<VariableOption> options() {
    List<VariableOption> options = new ArrayList<>();
    for (Doc option : body.get("options").map(Doc::items).orElse(List.of())) {
      Optional<String> value = option.get("value").flatMap(Doc::asText);
      String text = option.get("text").flatMap(Doc::asText).or(() -> value).orElse("");
      value
          .filter(it -> !it.equals(VariableValue.ALL))
          .ifPresent(it -> options.add(new VariableOption(text, it)));
    }
    return options;
  }

  /** The filters that an ad hoc variable was saved with, those that can't be removed first. */
  public List<AdHocFilter> filters() {
    return kind == VariableKind.ADHOC ? AdHocFilters.saved(body) : List.of();
  }

  /**
   * The options of a custom or interval variable as its query writes them: {@code a,b}, {@code Text
   * : value}, {@code \\,} for a comma; the saved ones when the query is empty or a JSON array.
   */
  public List<VariableOption> writtenOptions() {
    String written = query().map(Doc.Str::value).orElse("");
    if (written.isBlank() || written.strip().startsWith("[")) {
      return options();
    }
    List<VariableOption> options = new ArrayList<>();
    Matcher matcher = CUSTOM_OPTION.matcher(written);
    while (matcher.find()) {
      String text = matcher.group().replace("\\,", ",");
      Matcher labelled = LABELLED.matcher(text);
      options.add(
          labelled.matches()
              ? new VariableOption(labelled.group(1).strip(), labelled.group(2).strip())
              : VariableOption.of(text.strip()));
    }
    return options;
  }

  @Override
  public String toString() {
    return kind + " $" + name();
  }
}
