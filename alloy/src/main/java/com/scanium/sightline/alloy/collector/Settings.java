package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import java.time.Duration;
import java.util.Optional;

/** Attributes as settings: known, unknown until run time, or a default. */
final class Settings {
  private Settings() {}

  static Setting<String> text(Section section, String attribute, String byDefault) {
    return section.get(attribute).map(Settings::text).orElseGet(() -> Setting.byDefault(byDefault));
  }

  /** The attribute's text; unset when the attribute is not there. */
  static Setting<String> text(Section section, String attribute) {
    return section.get(attribute).map(Settings::text).orElseGet(Setting::unset);
  }

  /** A value as text; its place is that of the characters between the quotes. */
  static Setting<String> text(Value value) {
    SourceLocation at = value.origin().contentLocation();
    if (value instanceof Value.Text text) {
      return Setting.known(text.value(), at);
    }
    if (value instanceof Value.Numeric number) {
      return Setting.known(number.text(), at);
    }
    return Setting.unknown(whyUnknown(value), at);
  }

  static Setting<Boolean> bool(Section section, String attribute, boolean byDefault) {
    Optional<Value> value = section.get(attribute);
    if (value.isEmpty()) {
      return Setting.byDefault(byDefault);
    }
    SourceLocation at = value.get().origin().location();
    return value.get() instanceof Value.Bool bool
        ? Setting.known(bool.value(), at)
        : Setting.unknown(whyUnknown(value.get()), at);
  }

  /** A whole number. */
  static Setting<Long> number(Section section, String attribute, long byDefault) {
    Optional<Value> value = section.get(attribute);
    if (value.isEmpty()) {
      return Setting.byDefault(byDefault);
    }
    SourceLocation at = value.get().origin().location();
    return value.get() instanceof Value.Numeric number
        ? Setting.known(number.longValue(), at)
        : Setting.unknown(whyUnknown(value.get()), at);
  }

  static Setting<Duration> duration(Section section, String attribute, Duration byDefault) {
    Optional<Value> value = section.get(attribute);
    if (value.isEmpty()) {
      return Setting.byDefault(byDefault);
    }
    SourceLocation at = value.get().origin().contentLocation();
    Optional<Duration> parsed = value.get().asText().flatMap(Durations::parse);
    return parsed.isPresent() && parsed.get().compareTo(Duration.ZERO) > 0
        ? Setting.known(parsed.get(), at)
        : Setting.unknown(whyUnknown(value.get()), at);
  }

  /** Why a value is not known, for people. */
  static String whyUnknown(Value value) {
    if (value instanceof Value.Reference reference) {
      return reference.path() + " is known only when Alloy runs";
    }
    if (value instanceof Value.Unknown unknown) {
      return unknown.reason();
    }
    return "a " + value.typeName() + " stands where another type is expected";
  }
}
