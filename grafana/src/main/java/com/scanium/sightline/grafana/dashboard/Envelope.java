package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dashboard came in: its file, the resource around it, the scalar that held its text. */
final class Envelope {
  private final SourceText source;
  private final Doc root;
  private @Nullable String resourceName;
  private @Nullable String part;
  private @Nullable SourceText inner;
  private @Nullable OffsetMap outer;
  private Map<String, String> inputs = Map.of();

  /**
   * @param source the file
   * @param root its tree, or the part of it that is this dashboard with all around it
   */
  Envelope(SourceText source, Doc root) {
    this.source = Objects.requireNonNull(source, "source");
    this.root = Objects.requireNonNull(root, "root");
  }

  private Envelope(Envelope from, Doc root) {
    this(from.source, root);
    this.resourceName = from.resourceName;
    this.part = from.part;
    this.inner = from.inner;
    this.outer = from.outer;
    this.inputs = from.inputs;
  }

  /** The same around another tree. */
  Envelope around(Doc other) {
    return new Envelope(this, other);
  }

  /** A copy that knows the name of the resource, which is the uid when the dashboard has none. */
  Envelope named(@Nullable String name) {
    Envelope copy = new Envelope(this, root);
    copy.resourceName = name;
    return copy;
  }

  /** A copy that tells the dashboard apart from others of the same file. */
  Envelope part(String name) {
    Envelope copy = new Envelope(this, root);
    copy.part = name;
    return copy;
  }

  /** A copy whose tree was read from the value of a scalar. */
  Envelope within(SourceText innerText, OffsetMap toFile) {
    Envelope copy = new Envelope(this, root);
    copy.inner = innerText;
    copy.outer = toFile;
    return copy;
  }

  /** A copy with what an operator puts in the place of {@code ${NAME}}. */
  Envelope inputs(Map<String, String> values) {
    Envelope copy = new Envelope(this, root);
    copy.inputs = Map.copyOf(values);
    return copy;
  }

  SourceText source() {
    return source;
  }

  Doc root() {
    return root;
  }

  Optional<String> resourceName() {
    return Optional.ofNullable(resourceName);
  }

  Optional<String> part() {
    return Optional.ofNullable(part);
  }

  Map<String, String> inputs() {
    return inputs;
  }

  /** Leads from a string of the tree to the file. */
  OffsetMap offsets(Doc.Str text) {
    boolean direct = inner == null || outer == null || text.style() == Doc.Style.SYNTHETIC;
    return direct
        ? DocReader.offsets(source, text)
        : Relocation.offsets(Objects.requireNonNull(inner), Objects.requireNonNull(outer), text);
  }
}
