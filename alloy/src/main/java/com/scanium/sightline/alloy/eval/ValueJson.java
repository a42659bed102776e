package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as JSON for people and tools; secrets stay secret. Stateless. */
public final class ValueJson {
  private ValueJson() {}

  /**
   * A value as JSON. A secret, even one that is optional and none, is {@code "(secret)"}, a
   * function {@code "(function)"}, what is known only when Alloy runs {@code "(unknown)"}, an
   * infinite number its name.
   */
  public static Doc of(Value value) {
    if (value instanceof Value.Fields object) {
      Map<String, Doc> fields = new LinkedHashMap<>();
      new TreeMap<>(object.fields())
          .forEach((name, field) -> fields.put(ByteText.printable(name), of(field)));
      return Doc.object(fields);
    }
    if (value instanceof Value.Array array) {
      return array(array.elements());
    }
    if (value instanceof Value.Bytes bytes) {
      return array(bytes.elements());
    }
    if (value instanceof Value.Numeric number) {
      return number(number);
    }
    if (value instanceof Value.Bool bool) {
      return Doc.bool(bool.value());
    }
    if (value instanceof Value.Text text) {
      return Doc.string(ByteText.printable(text.value()));
    }
    if (value instanceof Value.Secret) {
      return Doc.string("(secret)");
    }
    if (value instanceof Value.Null) {
      return Doc.nothing();
    }
    return Doc.string(value.isOpen() ? "(unknown)" : "(" + value.typeName() + ")");
  }

  private static Doc array(List<Value> elements) {
    List<Doc> items = new ArrayList<>(elements.size());
    elements.forEach(element -> items.add(of(element)));
    return Doc.array(items);
  }

  private static Doc number(Value.Numeric number) {
    if (number.kind() != Value.NumberKind.FLOAT) {
      return new Doc.Num(number.text(), Doc.NOWHERE);
    }
    double value = number.doubleValue();
    return GoNumbers.special(value)
        ? Doc.string(GoNumbers.specialName(value))
        : new Doc.Num(GoNumbers.json(value), Doc.NOWHERE);
  }
}
