package com.scanium.sightline.text;

/**
 * Aligns a block scalar's decoded value with its stored lines.
 *
 * <p>Guided by the value, since the indentation may depend on the parent: each stored line ends
 * with the part of it that is in the value.
 */
final class BlockOffsets {
  private final SourceText source;
  private final String value;
  private final OffsetMap.Builder map = OffsetMap.builder();
  private final int lastLine;
  private int indent = -1;

  private BlockOffsets(SourceText source, Doc.Str string) {
    this.source = source;
    this.value = string.value();
    this.lastLine = source.lineAt(string.span().end());
  }

  static OffsetMap of(SourceText source, Doc.Str string) {
    int header = source.lineAt(string.span().start());
    BlockOffsets offsets = new BlockOffsets(source, string);
    return string.style() == Doc.Style.LITERAL
        ? offsets.literal(header + 1)
        : offsets.folded(header + 1);
  }

  private OffsetMap literal(int firstLine) {
    int line = firstLine;
    int from = 0;
    while (from < value.length() && line <= source.lineCount()) {
      int feed = value.indexOf('\n', from);
      int to = feed < 0 ? value.length() : feed;
      int stored = source.line(line).length();
      map.copied(from, source.lineStart(line) + Math.max(0, stored - (to - from)));
      if (feed >= 0) {
        // a line end may be stored as CR LF
        map.fixed(feed, source.lineStart(line) + stored);
      }
      from = to + 1;
      line++;
    }
    return end(Math.min(from, value.length()));
  }

  private OffsetMap folded(int firstLine) {
    int from = 0;
    int breakAt = source.lineStart(Math.min(firstLine, source.lineCount()));
    for (int line = firstLine; line <= lastLine && from < value.length(); line++) {
      String stored = source.line(line);
      String content = content(stored);
      if (!content.isEmpty()) {
        int separators = separatorsBefore(content, from);
        map.fixed(from, breakAt);
        from += separators;
        int start = source.lineStart(line) + stored.length() - content.length();
        map.copied(from, start);
        from = Math.min(from + content.length(), value.length());
        breakAt = start + content.length();
      }
    }
    return end(from);
  }

  private OffsetMap end(int from) {
    int last = source.lineStart(lastLine) + source.line(lastLine).length();
    return map.fixed(from, last).build();
  }

  private String content(String stored) {
    if (stored.isBlank() && (indent < 0 || stored.length() <= indent)) {
      return "";
    }
    if (indent < 0) {
      indent = firstIndent(stored);
    }
    return stored.substring(Math.min(indent, stored.length()));
  }

  /** With an explicit indentation the value keeps some of the first line's spaces. */
  private int firstIndent(String stored) {
    int spaces = 0;
    while (spaces < stored.length() && stored.charAt(spaces) == ' ') {
      spaces++;
    }
    int kept = 0;
    while (kept < value.length() && value.charAt(kept) == '\n') {
      kept++;
    }
    int first = kept;
    while (kept < value.length() && value.charAt(kept) == ' ') {
      kept++;
    }
    return Math.max(0, spaces - (kept - first));
  }

  private int separatorsBefore(String content, int from) {
    for (int at = from; at < value.length(); at++) {
      if (value.startsWith(content, at)) {
        return at - from;
      }
      char c = value.charAt(at);
      if (c != ' ' && c != '\n') {
        break;
      }
    }
    return 0;
  }
}
