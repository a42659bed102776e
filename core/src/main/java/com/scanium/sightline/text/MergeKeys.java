package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Carries out YAML's merge keys; shared nodes stay shared, so aliases cost nothing twice. */
final class MergeKeys {
  private static final String MERGE = "<<";
  private final IdentityHashMap<Doc, Doc> done = new IdentityHashMap<>();

  Doc apply(Doc doc) {
    if (doc.children().isEmpty()) {
      return doc;
    }
    Doc known = done.get(doc);
    if (known == null) {
      known = doc instanceof Doc.Obj object ? merged(object) : items(doc);
      done.put(doc, known);
    }
    return known;
  }

  private Doc items(Doc array) {
    List<Doc> items = array.items().stream().map(this::apply).toList();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) != array.items().get(i)) {
        return new Doc.Arr(items, array.span());
      }
    }
    return array;
  }

  private Doc merged(Doc.Obj object) {
    Set<String> taken = new HashSet<>();
    object.members().forEach(member -> taken.add(member.key()));
    List<Doc.Member> members = new ArrayList<>(object.members().size());
    boolean changed = false;
    for (Doc.Member member : object.members()) {
      Doc value = apply(member.value());
      if (member.key().equals(MERGE) && isMergeable(value)) {
        for (Doc source : value.isArray() ? value.items() : List.of(value)) {
          for (Doc.Member inherited : source.members()) {
            if (taken.add(inherited.key())) {
              members.add(inherited);
            }
          }
        }
        changed = true;
      } else if (value == member.value()) {
        members.add(member);
      } else {
        members.add(new Doc.Member(member.key(), member.keySpan(), value));
        changed = true;
      }
    }
    return changed ? new Doc.Obj(members, object.span()) : object;
  }

  private static boolean isMergeable(Doc value) {
    return value.isObject() || (value.isArray() && value.items().stream().allMatch(Doc::isObject));
  }
}
