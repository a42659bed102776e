package com.scanium.sightline.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Fills trees from snakeyaml-engine's events; used once. */
final class YamlDocReader {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(Integer.MAX_VALUE)
          .setParseComments(false)
          .setUseMarks(true)
          .build();

  private static final String STANDARD_TAG = "tag:yaml.org,2002:";
  private static final int SHARED_LENGTH = 48;

  private final SourceText source;
  private final CodePoints offsets;
  private final Map<String, String> shared = new HashMap<>();
  private List<Problem> problems = new ArrayList<>();
  private IdentityHashMap<Doc, String> tags = new IdentityHashMap<>();
  private Map<String, Anchored> anchors = new HashMap<>();
  private Deque<String> open = new ArrayDeque<>();
  private @Nullable Iterator<Event> events;
  private long nodes;

  /** What an anchor names; size and depth count every alias below as written out. */
  private record Anchored(Doc node, long size, int depth) {}

  /** A node on its way up. {@code end} is where its text ends at its place of use. */
  private record Node(Doc doc, int end, int depth) {}

  /** Ends reading; the problem is recorded already. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  YamlDocReader(SourceText source) {
    this.source = source;
    this.offsets = new CodePoints(source.text());
  }

  DocParse readFirst() {
    return read(1).get(0);
  }

  List<DocParse> readAll() {
    return read(Integer.MAX_VALUE);
  }

  private List<DocParse> read(int most) {
    List<DocParse> parses = new ArrayList<>();
    try {
      Iterator<Event> stream = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
      events = stream;
      while (parses.size() < most && stream.hasNext()) {
        Event event = stream.next();
        if (event.getEventId() == Event.ID.DocumentStart) {
          Doc root = node(stream.next(), 0).doc();
          parses.add(finish(root));
        }
      }
    } catch (Stop stop) {
      parses.add(finish(null));
    } catch (YamlEngineException e) {
      problems.add(problem(e));
      parses.add(finish(null));
    }
    if (parses.isEmpty()) {
      parses.add(finish(null));
    }
    return List.copyOf(parses);
  }

  private DocParse finish(@Nullable Doc root) {
    DocParse parse = new DocParse(source, root, problems, tags);
    problems = new ArrayList<>();
    tags = new IdentityHashMap<>();
    anchors = new HashMap<>();
    open = new ArrayDeque<>();
    nodes = 0;
    return parse;
  }

  private Event next() {
    Iterator<Event> stream = events;
    if (stream == null || !stream.hasNext()) {
      throw stop(Span.at(source.text().length()), "the document ends too early");
    }
    return stream.next();
  }

  private Stop stop(Span span, String message) {
    problems.add(new Problem(span, message));
    return new Stop();
  }

  private Node node(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      return alias(alias, depth);
    }
    long before = nodes;
    count(1, start(event));
    if (depth >= DocReader.MAX_DEPTH) {
      throw stop(Span.at(start(event)), "nested deeper than " + DocReader.MAX_DEPTH + " levels");
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    anchor.ifPresent(name -> open.push(name.getValue()));
    Node made =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    anchor.ifPresent(
        name -> {
          open.pop();
          anchors.put(name.getValue(), new Anchored(made.doc(), nodes - before, made.depth()));
        });
    return made;
  }

  private Node alias(AliasEvent alias, int depth) {
    String name = alias.getAlias().getValue();
    Span span = new Span(start(alias), end(alias));
    Anchored target = anchors.get(name);
    if (open.contains(name)) {
      throw stop(span, "alias \"*" + name + "\" stands inside the very node it names");
    }
    if (target == null) {
      throw stop(span, "alias \"*" + name + "\" has no anchor \"&" + name + "\" before it");
    }
    count(target.size(), span.start());
    if (depth + target.depth() > DocReader.MAX_DEPTH) {
      throw stop(span, "nested deeper than " + DocReader.MAX_DEPTH + " levels");
    }
    return new Node(target.node(), span.end(), target.depth());
  }

  private void count(long more, int at) {
    nodes += more;
    if (nodes > DocReader.MAX_NODES) {
      throw stop(
          Span.at(at), "more than " + DocReader.MAX_NODES + " nodes when aliases are written out");
    }
  }

  private Node scalar(ScalarEvent event) {
    int from = contentStart(event);
    int to = end(event);
    Doc.Style style = style(event);
    if (style == Doc.Style.LITERAL || style == Doc.Style.FOLDED) {
      to = trimmedEnd(from, to);
    }
    Span span = new Span(from, Math.max(from, to));
    String tag = event.getTag().orElse("");
    Doc doc = typed(share(event.getValue()), style, tag, span);
    if (isOwn(tag)) {
      tags.put(doc, tag);
    }
    return new Node(doc, span.end(), 0);
  }

  private static Doc typed(String value, Doc.Style style, String tag, Span span) {
    return switch (tag) {
      case "" ->
          style == Doc.Style.PLAIN
              ? YamlScalars.resolve(value, span)
              : new Doc.Str(value, style, span);
      case STANDARD_TAG + "int", STANDARD_TAG + "float" ->
          YamlScalars.isNumber(value) ? new Doc.Num(value, span) : new Doc.Str(value, style, span);
      case STANDARD_TAG + "null", STANDARD_TAG + "bool" -> YamlScalars.resolve(value, span);
      // "!reset null" keeps its meaning; "!" and "!!str" make a string
      default ->
          isOwn(tag) && style == Doc.Style.PLAIN
              ? YamlScalars.resolve(value, span)
              : new Doc.Str(value, style, span);
    };
  }

  private Node collection(CollectionStartEvent event, int depth) {
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    int from = contentStart(event);
    Body body = mapping ? members(depth) : items(depth);
    int to = event.isFlow() ? body.endOfEvent() : body.endOfContent();
    Span span = new Span(from, Math.max(from, to));
    Doc doc = mapping ? new Doc.Obj(body.members(), span) : new Doc.Arr(body.items(), span);
    String tag = event.getTag().orElse("");
    if (isOwn(tag)) {
      tags.put(doc, tag);
    }
    return new Node(doc, span.end(), body.depth() + 1);
  }

  private record Body(
      List<Doc.Member> members, List<Doc> items, int endOfContent, int endOfEvent, int depth) {}

  private Body items(int depth) {
    List<Doc> items = new ArrayList<>();
    int endOfContent = 0;
    int below = 0;
    Event event = next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      Node item = node(event, depth + 1);
      items.add(item.doc());
      endOfContent = item.end();
      below = Math.max(below, item.depth());
      event = next();
    }
    return new Body(List.of(), items, endOfContent, end(event), below);
  }

  private Body members(int depth) {
    List<Doc.Member> members = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    int endOfContent = 0;
    int below = 0;
    Event event = next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      int keyStart = event instanceof NodeEvent ? contentStart(event) : start(event);
      Node keyNode = node(event, depth + 1);
      Span keySpan = new Span(keyStart, Math.max(keyStart, keyNode.end()));
      String key = key(keyNode.doc(), keySpan);
      if (!keys.add(key)) {
        problems.add(new Problem(keySpan, "key \"" + key + "\" is defined twice"));
      }
      Node value = node(next(), depth + 1);
      members.add(new Doc.Member(key, keySpan, value.doc()));
      endOfContent = Math.max(keySpan.end(), value.end());
      below = Math.max(below, value.depth());
      event = next();
    }
    return new Body(members, List.of(), endOfContent, end(event), below);
  }

  private String key(Doc doc, Span span) {
    Optional<String> text = doc.asText();
    if (text.isPresent()) {
      return text.get();
    }
    if (!doc.isNull()) {
      problems.add(new Problem(span, "this key is " + doc.kind() + "; expected a word"));
    }
    return share(source.slice(span));
  }

  private static Doc.Style style(ScalarEvent event) {
    if (event.isLiteral()) {
      return Doc.Style.LITERAL;
    }
    if (event.isFolded()) {
      return Doc.Style.FOLDED;
    }
    if (event.isDQuoted()) {
      return Doc.Style.DOUBLE_QUOTED;
    }
    return event.isSQuoted() ? Doc.Style.SINGLE_QUOTED : Doc.Style.PLAIN;
  }

  private static boolean isOwn(String tag) {
    return tag.length() > 1 && !tag.startsWith(STANDARD_TAG);
  }

  private String share(String value) {
    if (value.length() > SHARED_LENGTH) {
      return value;
    }
    String known = shared.putIfAbsent(value, value);
    return known == null ? value : known;
  }

  private int start(Event event) {
    return event.getStartMark().map(this::offset).orElse(0);
  }

  private int end(Event event) {
    return event.getEndMark().map(this::offset).orElse(0);
  }

  private int offset(Mark mark) {
    return offsets.toUtf16(mark.getIndex());
  }

  /** Where the node itself begins: its events begin at the anchor or tag. */
  private int contentStart(Event event) {
    int at = start(event);
    boolean tagged =
        event instanceof ScalarEvent scalar
            ? scalar.getTag().isPresent()
            : event instanceof CollectionStartEvent start && start.getTag().isPresent();
    if (!tagged && ((NodeEvent) event).getAnchor().isEmpty()) {
      return at;
    }
    String text = source.text();
    int limit = event instanceof ScalarEvent ? end(event) : text.length();
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '&' || c == '!') {
        at = skipWord(at, limit);
      } else if (c == '#') {
        at =
            source.lineAt(at) < source.lineCount()
                ? source.lineStart(source.lineAt(at) + 1)
                : limit;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return at;
      }
    }
    // an empty value behind its anchor or tag
    return event instanceof ScalarEvent ? limit : start(event);
  }

  private int skipWord(int from, int limit) {
    int at = from;
    while (at < limit && !Character.isWhitespace(source.text().charAt(at))) {
      at++;
    }
    return at;
  }

  private int trimmedEnd(int from, int to) {
    int end = to;
    while (end > from && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private Problem problem(YamlEngineException error) {
    String text = source.text();
    if (error instanceof MarkedYamlEngineException marked) {
      Mark mark = marked.getProblemMark().or(marked::getContextMark).orElse(null);
      int at = mark == null ? 0 : Math.min(offset(mark), text.length());
      String context = marked.getContext();
      String where = context == null || context.isEmpty() ? "" : " (" + context + ")";
      Span span = new Span(at, Math.min(at + 1, text.length()));
      return new Problem(span, "not YAML: " + marked.getProblem() + where);
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        String name = String.format("U+%04X", c);
        return new Problem(
            new Span(i, i + Character.charCount(c)),
            "not YAML: character " + name + " is not allowed; expected printable text");
      }
    }
    return new Problem(Span.at(0), "not YAML: " + error.getMessage());
  }
}
