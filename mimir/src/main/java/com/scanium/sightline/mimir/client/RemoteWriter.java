package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Payload;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.BuildInfo.Product;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.mimir.model.WriteReceipt;
import com.scanium.sightline.mimir.model.WriteReceipt.Protocol;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes float samples to a store by remote write; meant for probes, not for shipping data.
 *
 * <p>A store may keep a part of a write and refuse the rest: a failure does not prove that nothing
 * was stored. Writes are not repeated. Safe for use by several threads; belongs to the client that
 * gave it.
 */
public final class RemoteWriter {
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";
  private static final String VERSION = "X-Prometheus-Remote-Write-Version";

  private final Conversation conversation;
  private final ServerProfile profile;

  RemoteWriter(Conversation conversation, ServerProfile profile) {
    this.conversation = conversation;
    this.profile = profile;
  }

  /**
   * Writes with the newest protocol that this server really stores: some answer 200 to version 2.0
   * and store nothing.
   *
   * @param series their native histograms are left out
   */
  public Answer<WriteReceipt> write(List<Series> series) {
    Conversation once = conversation.once();
    Answer<Capabilities> server = profile.capabilities(once);
    if (!(server instanceof Answer.Known<Capabilities> known)) {
      return server.map(
          found -> {
            throw new IllegalStateException("a failure without a failure");
          });
    }
    // Prometheus takes 2.0 only when its flags say so; 1.0 is on whenever writing is
    boolean second = known.value().storesRemoteWrite2() && known.value().product() == Product.MIMIR;
    Protocol protocol = second ? Protocol.REMOTE_WRITE_2 : Protocol.REMOTE_WRITE_1;
    Answer<WriteReceipt> answer = once.ask(call(series, protocol, known.value().product()));
    boolean lost = answer instanceof Answer.Known<WriteReceipt> receipt && receipt.value().isLost();
    return lost
        ? Answer.failed(
            new Failure.NotSupported(
                "the store answered a write of version 2.0 with success and stored nothing"))
        : answer;
  }

  private static Call<WriteReceipt> call(List<Series> series, Protocol protocol, Product product) {
    boolean second = protocol == Protocol.REMOTE_WRITE_2;
    String type =
        second
            ? "application/x-protobuf;proto=io.prometheus.write.v2.Request"
            : "application/x-protobuf";
    return place(product, receipt(protocol))
        .with(new Payload(type, WriteBody.of(series, protocol)))
        .with(Headers.of("Content-Encoding", "snappy").with(VERSION, second ? "2.0.0" : "0.1.0"));
  }

  private static Call<WriteReceipt> place(Product product, Reader<WriteReceipt> reader) {
    boolean prometheus = product == Product.PROMETHEUS;
    return Call.of(
        prometheus ? Base.API : Base.ROOT,
        prometheus ? "/write" : "/api/v1/push",
        Form.EMPTY,
        Method.POST,
        Presence.SOMEWHERE,
        reader);
  }

  /** Reads what was stored from the headers of a success; bodies say nothing of it. */
  static Reader<WriteReceipt> receipt(Protocol protocol) {
    return body ->
        body.start().startsWith("<")
            ? body.somethingElse("a confirmation")
            : Answer.known(
                WriteReceipt.of(
                    protocol,
                    count(body.headers(), "Samples-Written"),
                    count(body.headers(), "Histograms-Written"),
                    count(body.headers(), "Exemplars-Written")));
  }

  /** How a request was sent, told by its headers and its path. */
  static Protocol protocolOf(String path, Headers headers) {
    if (path.contains("/otlp")) {
      return Protocol.OTLP;
    }
    boolean second =
        headers.first(VERSION).orElse("").startsWith("2.")
            || headers.first("Content-Type").orElse("").contains("write.v2");
    return second ? Protocol.REMOTE_WRITE_2 : Protocol.REMOTE_WRITE_1;
  }

  private static @Nullable Long count(Headers headers, String name) {
    String text = headers.first(WRITTEN + name).orElse("").strip();
    boolean digits =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.valueOf(text) : null;
  }
}
