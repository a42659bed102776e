package com.scanium.sightline.inference;

import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the parser of a query that reads lines in another form than they are written in. */
final class ParserMismatches {
  private ParserMismatches() {}

  /**
   * The first parser, when none of the streams that the query reads has lines for it.
   *
   * @param read the streams; a mismatch is found only when there are some and none is unknown
   */
  static Optional<QueryFlaw> of(
      LogQlExpr.LogQuery query, List<StreamDelivery> read, Function<Span, SourceLocation> places) {
    Optional<LogQlStage.Parser> parser = first(query);
    boolean all =
        parser.isPresent()
            && !read.isEmpty()
            && read.stream().allMatch(one -> cannotRead(parser.get(), one.lines().format()));
    if (!all) {
      return Optional.empty();
    }
    Set<String> sources = new LinkedHashSet<>();
    Set<Lines.Format> formats = new LinkedHashSet<>();
    for (StreamDelivery one : read) {
      sources.add(one.source());
      formats.add(one.lines().format());
    }
    return Optional.of(
        new QueryFlaw.ParserMismatch(
            parser.get().name(),
            List.copyOf(formats),
            List.copyOf(sources),
            places.apply(parser.get().span())));
  }

  /** The first parser, unless a stage before it may have written the line anew. */
  private static Optional<LogQlStage.Parser> first(LogQlExpr.LogQuery query) {
    for (LogQlStage stage : query.stages()) {
      if (stage instanceof LogQlStage.Parser parser) {
        return Optional.of(parser);
      }
      boolean isSame =
          stage instanceof LogQlStage.LineFilter
              || stage instanceof LogQlStage.LabelFilter
              || stage instanceof LogQlStage.Selection;
      if (!isSame) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean cannotRead(LogQlStage.Parser parser, Lines.Format format) {
    return switch (parser.name()) {
      case "logfmt" -> format == Lines.Format.JSON || format == Lines.Format.PACKED;
      case "json", "unpack" -> format == Lines.Format.LOGFMT;
      default -> false;
    };
  }
}
