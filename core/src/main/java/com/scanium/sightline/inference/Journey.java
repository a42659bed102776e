package com.scanium.sightline.inference;

import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way that series of one shape took, for those who ask later what happened to them there.
 *
 * @param start the shape as it was scraped, target labels included
 * @param path the stages behind
 */
record Journey(SeriesShape start, DeliveryPath path) {
  /**
   * The stage that made a matcher impossible: before it the series had the label with a value that
   * fits, behind it none has. Empty when they never had such a value, or when nobody can say.
   */
  Optional<Stage> spoiler(LabelMatcher matcher) {
    List<Stage> stages = new ArrayList<>(path.stages());
    int atEndpoint = stages.size();
    path.endpoint().ifPresent(endpoint -> stages.addAll(endpoint.stages()));
    List<SeriesShape> shapes = List.of(start);
    Stage spoiler = null;
    for (int i = 0; i < stages.size(); i++) {
      if (i == atEndpoint && path.endpoint().isPresent()) {
        shapes = shapes.stream().map(path.endpoint().get()::withExternalLabels).toList();
      }
      boolean before = shapes.stream().anyMatch(shape -> fits(shape, matcher));
      Stage stage = stages.get(i);
      shapes = shapes.stream().flatMap(shape -> stage.apply(shape).stream()).toList();
      if (before && shapes.stream().allMatch(shape -> shape.match(matcher) == Match.NEVER)) {
        spoiler = stage;
      }
    }
    return Optional.ofNullable(spoiler);
  }

  private static boolean fits(SeriesShape shape, LabelMatcher matcher) {
    LabelDomain known = shape.labels().get(matcher.name());
    return known != null && known.match(matcher) != Match.NEVER;
  }
}
