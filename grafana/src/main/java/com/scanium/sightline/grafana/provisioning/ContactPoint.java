package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Optional;

/** A name under which alerts are sent on, with one or more receivers. A view; immutable. */
public final class ContactPoint {
  /** One way in which alerts are sent on. */
  public static final class Receiver {
    private final Doc doc;

    private Receiver(Doc doc) {
      this.doc = doc;
    }

    /** Everything that the file says about it, secrets included. */
    public Doc doc() {
      return doc;
    }

    /** What it is: {@code email}, {@code slack}, {@code webhook}, …; empty text when not given. */
    public String type() {
      return doc.get("type").flatMap(Doc::asText).orElse("");
    }

    /** The uid; empty when Grafana makes one up. */
    public Optional<String> uid() {
      return doc.get("uid").flatMap(Doc::asText).filter(it -> !it.isEmpty());
    }

    /** Whether a setting is there and isn't blank, secret or not. */
    public boolean has(String setting) {
      return value(doc.path("settings", setting))
          || value(doc.path("secureSettings", setting))
          || value(doc.path("secure_settings", setting));
    }

    private static boolean value(Optional<Doc> value) {
      return value
          .filter(it -> it.isObject() || it.asText().filter(t -> !t.isBlank()).isPresent())
          .isPresent();
    }

    /** Where it is written. */
    public Span span() {
      return doc.get("type").or(() -> doc.get("uid")).orElse(doc).span();
    }
  }

  private final SourceText source;
  private final Doc doc;
  private final List<Receiver> receivers;

  ContactPoint(SourceText source, Doc doc) {
    this.source = source;
    this.doc = doc;
    this.receivers =
        doc.get("receivers").map(Doc::items).orElse(List.of()).stream()
            .filter(Doc::isObject)
            .map(Receiver::new)
            .toList();
  }

  /** Everything that the file says about it, secrets included. */
  public Doc doc() {
    return doc;
  }

  /** The name; empty text when it has none. */
  public String name() {
    return doc.get("name").flatMap(Doc::asText).orElse("");
  }

  /** The organization, 1 unless given. */
  public long orgId() {
    return doc.get("orgId").flatMap(Doc::asLong).filter(it -> it > 0).orElse(1L);
  }

  /** The ways in which alerts are sent on. */
  public List<Receiver> receivers() {
    return receivers;
  }

  /** Where it is defined. */
  public SourceLocation location() {
    return location(doc.get("name").orElse(doc).span());
  }

  /** The place of a range of its file. */
  public SourceLocation location(Span span) {
    return source.location(span);
  }

  @Override
  public String toString() {
    return name();
  }
}
