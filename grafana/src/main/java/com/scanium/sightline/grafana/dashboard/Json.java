package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.List;

/** The small objects that several builders write. */
final class Json {
  private Json() {}

  static Doc datasource(String type, String uid) {
    return Doc.object().with("type", Doc.string(type)).with("uid", Doc.string(uid));
  }

  static Doc link(String title, String url) {
    return Doc.object().with("title", Doc.string(title)).with("url", Doc.string(url));
  }

  static Doc strings(List<String> texts) {
    return Doc.array(texts.stream().map(Doc::string).toList());
  }
}
