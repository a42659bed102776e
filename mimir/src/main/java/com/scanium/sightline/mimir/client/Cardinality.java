package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.CardinalityQuery;
import com.scanium.sightline.mimir.model.LabelNamesCardinality;
import com.scanium.sightline.mimir.model.LabelValuesCardinality;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.NativeHistogramCardinality;
import com.scanium.sightline.port.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Mimir's counts of series, label names and label values. Off by default there, and not in
 * Prometheus or Cortex: {@link com.scanium.sightline.port.Failure.NotSupported} then.
 *
 * <p>Safe for use by several threads; belongs to the client that gave it.
 */
public final class Cardinality {
  private static final String PATH = "/cardinality/";

  private final Conversation conversation;

  Cardinality(Conversation conversation) {
    this.conversation = conversation;
  }

  /** How many values each label has. */
  public Answer<LabelNamesCardinality> labelNames(CardinalityQuery query) {
    return conversation.ask(labelNamesCall(query));
  }

  /**
   * How many series each value of these labels has.
   *
   * @param labels up to a hundred names
   * @throws IllegalArgumentException without a name
   */
  public Answer<LabelValuesCardinality> labelValues(List<String> labels, CardinalityQuery query) {
    return conversation.ask(labelValuesCall(labels, query));
  }

  /**
   * The series of a selector that got a sample lately, in no order.
   *
   * @param selector a series selector; the server wants one
   */
  public Answer<List<Labels>> activeSeries(String selector) {
    return conversation.ask(activeSeriesCall(selector));
  }

  /**
   * How large the native histograms of a selector are; from Mimir 3 on.
   *
   * @param selector a series selector; the server wants one
   */
  public Answer<List<NativeHistogramCardinality>> activeNativeHistograms(String selector) {
    return conversation.ask(nativeHistogramsCall(selector));
  }

  static Call<LabelNamesCardinality> labelNamesCall(CardinalityQuery query) {
    return call(
        "label_names",
        parameters(Form.EMPTY, query),
        Reader.bare(
            tree ->
                new LabelNamesCardinality(
                    count(tree.get("label_values_count_total")),
                    count(tree.get("label_names_count")),
                    Calls.map(
                        tree.get("cardinality"),
                        item ->
                            new LabelNamesCardinality.Name(
                                item.get("label_name").text(),
                                count(item.get("label_values_count")))))));
  }

  static Call<LabelValuesCardinality> labelValuesCall(List<String> labels, CardinalityQuery query) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("values are counted for at least one label");
    }
    return call(
        "label_values",
        parameters(Form.EMPTY.withAll("label_names[]", labels), query),
        Reader.bare(
            tree ->
                new LabelValuesCardinality(
                    count(tree.get("series_count_total")),
                    Calls.map(tree.get("labels"), Cardinality::label))));
  }

  private static LabelValuesCardinality.Label label(Json label) throws IOException {
    return new LabelValuesCardinality.Label(
        label.get("label_name").text(),
        count(label.get("label_values_count")),
        count(label.get("series_count")),
        Calls.map(
            label.get("cardinality"),
            value ->
                new LabelValuesCardinality.Value(
                    value.get("label_value").text(), count(value.get("series_count")))));
  }

  static Call<List<Labels>> activeSeriesCall(String selector) {
    return call(
        "active_series",
        Form.EMPTY.with("selector", selector),
        items(item -> Labels.of(item.texts())));
  }

  static Call<List<NativeHistogramCardinality>> nativeHistogramsCall(String selector) {
    return call(
        "active_native_histogram_metrics",
        Form.EMPTY.with("selector", selector),
        items(
            item ->
                new NativeHistogramCardinality(
                    item.get("metric").text(),
                    count(item.get("series_count")),
                    count(item.get("bucket_count")),
                    fraction(item.get("avg_bucket_count")),
                    count(item.get("min_bucket_count")),
                    count(item.get("max_bucket_count")))));
  }

  /** The list under {@code data}, read item by item: active series may be many. */
  private static <T> Reader<List<T>> items(Reader.FromTree<T> change) {
    return Reader.envelopedList(
        json -> {
          json.expect('[', "a list as data");
          List<T> items = new ArrayList<>();
          if (!json.nextIf(']')) {
            do {
              items.add(change.from(json.tree()));
            } while (json.more(']'));
          }
          return items;
        });
  }

  private static Form parameters(Form form, CardinalityQuery query) {
    Form more = query.selector().isEmpty() ? form : form.with("selector", query.selector());
    return more.with("limit", Integer.toString(query.limit()))
        .with("count_method", query.counting().parameter());
  }

  private static <T> Call<T> call(String what, Form form, Reader<T> reader) {
    return Call.of(Base.API, PATH + what, form, Method.GET_OR_POST, Presence.SOMEWHERE, reader);
  }

  private static long count(Json number) throws IOException {
    return (long) fraction(number);
  }

  private static double fraction(Json number) throws IOException {
    String text = number.text();
    try {
      return text.isEmpty() ? 0 : Numbers.sample(text);
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a count: \"" + JsonBytes.shortened(text) + "\"");
    }
  }
}
