package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.OffsetMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in a text as Grafana's browser code does.
 *
 * <p>Values are not scanned again, except a custom "all" value. A name that is neither a variable
 * nor one of Grafana's own stays as it is written. Stateless.
 */
public final class Interpolator {
  /** What happens to a reference without a format of its own. */
  @FunctionalInterface
  interface DefaultFormat {
    String format(TemplateVariable variable, VariableValue value);
  }

  private static final DefaultFormat GLOB =
      (variable, value) -> ValueFormats.apply("glob", variable, value);

  private static final DefaultFormat TEXT =
      (variable, value) -> ValueFormats.apply("text", variable, value);

  private Interpolator() {}

  /**
   * Replaces what the scope knows; several values become {@code {a,b}} unless a format is given.
   */
  public static Interpolated interpolate(String text, TemplateScope scope) {
    return interpolate(text, scope, GLOB);
  }

  /** Replaces what the scope knows by what people see, as in the titles of panels. */
  public static Interpolated display(String text, TemplateScope scope) {
    return interpolate(text, scope, TEXT);
  }

  static Interpolated interpolate(String text, TemplateScope scope, DefaultFormat format) {
    return replace(text, reference -> replacement(reference, scope, format));
  }

  /** What a reference becomes; null leaves it in the text. */
  @FunctionalInterface
  interface Replacement {
    @Nullable String of(VariableReference reference);
  }

  static Interpolated replace(String text, Replacement replacements) {
    StringBuilder out = new StringBuilder(text.length());
    OffsetMap.Builder map = OffsetMap.builder();
    int copied = 0;
    for (VariableReference reference : TemplateText.references(text)) {
      String replacement = replacements.of(reference);
      if (replacement == null) {
        continue;
      }
      int start = reference.span().start();
      map.copied(out.length(), copied);
      out.append(text, copied, start);
      map.fixed(out.length(), start);
      out.append(replacement);
      copied = reference.span().end();
    }
    map.copied(out.length(), copied);
    return new Interpolated(out.append(text.substring(copied)).toString(), map.build());
  }

  private static @Nullable String replacement(
      VariableReference reference, TemplateScope scope, DefaultFormat format) {
    String path = reference.path().orElse(null);
    Optional<TemplateVariable> known = scope.variable(reference.name());
    if (known.isEmpty()) {
      return scope
          .builtIn(reference.name(), path)
          .map(value -> builtIn(reference, value, format))
          .orElse(null);
    }
    TemplateVariable variable = known.get();
    Optional<String> customAll = variable.customAll();
    if (customAll.isPresent()) {
      String all = ValueFormats.customAll(reference.format().orElse(""), variable, customAll.get());
      // one level only: a custom "all" that refers to itself must not run for ever
      TemplateScope others = scope.toBuilder().variable(withoutAll(variable)).build();
      return interpolate(all, others).text();
    }
    VariableValue value = valueAt(variable, scope, path);
    if (value == null) {
      return "";
    }
    return reference
        .format()
        .map(spec -> ValueFormats.apply(spec, variable, value))
        .orElseGet(() -> format.format(variable, value));
  }

  private static String builtIn(
      VariableReference reference, VariableValue value, DefaultFormat format) {
    TemplateVariable self =
        TemplateVariable.builder(reference.name(), value).kind(VariableKind.SYSTEM).build();
    return reference
        .format()
        .map(spec -> ValueFormats.apply(spec, self, value))
        .orElseGet(() -> format.format(self, value));
  }

  private static TemplateVariable withoutAll(TemplateVariable variable) {
    return TemplateVariable.builder(variable.name(), VariableValue.of("$" + variable.name()))
        .kind(variable.kind())
        .build();
  }

  private static @Nullable VariableValue valueAt(
      TemplateVariable variable, TemplateScope scope, @Nullable String path) {
    if (variable.kind() == VariableKind.INTERVAL
        && variable.value() instanceof VariableValue.One one
        && one.value().startsWith("$__auto")) {
      return autoInterval(variable, scope);
    }
    VariableValue value = variable.resolved(path);
    if (path == null || !(value instanceof VariableValue.Nested)) {
      return value;
    }
    for (String member : path.split("\\.", -1)) {
      if (!(value instanceof VariableValue.Nested nested)) {
        return null;
      }
      value = nested.members().get(member);
    }
    return value;
  }

  private static VariableValue autoInterval(TemplateVariable variable, TemplateScope scope) {
    Optional<Instant> from = scope.from();
    Optional<Instant> to = scope.to();
    if (from.isEmpty() || to.isEmpty()) {
      return variable.value();
    }
    double rangeMs = Duration.between(from.get(), to.get()).toMillis();
    OptionalDouble interval =
        Intervals.browserInterval(rangeMs, variable.autoCount(), variable.autoMinimum());
    return interval.isEmpty()
        ? variable.value()
        : VariableValue.of(Intervals.browserText(interval.getAsDouble() / 1000));
  }
}
