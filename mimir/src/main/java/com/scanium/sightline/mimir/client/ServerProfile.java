package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds out once which server answers. Asked for only where servers differ, so that an ordinary
 * question costs one request.
 */
final class ServerProfile {
  private volatile @Nullable Capabilities known;

  /**
   * What the server does. One that does not tell (a gateway, a Cortex with that switched off) has
   * none of the special abilities; one that does not answer gives its failure.
   */
  Answer<Capabilities> capabilities(Conversation conversation) {
    Capabilities there = known;
    if (there != null) {
      return Answer.known(there);
    }
    Answer<Capabilities> answer = ofBuild(conversation.ask(ServerCalls.buildInfo()));
    boolean probe =
        answer instanceof Answer.Known<Capabilities> found && found.value().isMimirWithoutVersion();
    if (probe) {
      Answer<List<String>> line = conversation.ask(lineProbe());
      answer = answer.map(found -> found.ofLine(isLine3(line) ? 3 : 2));
    }
    return remembered(answer);
  }

  CompletableFuture<Answer<Capabilities>> capabilitiesAsync(Conversation conversation) {
    Capabilities there = known;
    if (there != null) {
      return CompletableFuture.completedFuture(Answer.known(there));
    }
    return Conversation.then(
        conversation.askAsync(ServerCalls.buildInfo()),
        build -> {
          Answer<Capabilities> answer = ofBuild(build);
          boolean probe =
              answer instanceof Answer.Known<Capabilities> found
                  && found.value().isMimirWithoutVersion();
          return probe
              ? Conversation.then(
                  conversation.askAsync(lineProbe()),
                  line ->
                      CompletableFuture.completedFuture(
                          remembered(answer.map(found -> found.ofLine(isLine3(line) ? 3 : 2)))))
              : CompletableFuture.completedFuture(remembered(answer));
        });
  }

  private static Answer<Capabilities> ofBuild(Answer<BuildInfo> build) {
    if (build instanceof Answer.Failed<BuildInfo> failed) {
      Failure.Kind kind = failed.failure().kind();
      boolean silent =
          kind != Failure.Kind.UNREACHABLE
              && kind != Failure.Kind.CANCELLED
              && kind != Failure.Kind.TENANT_REQUIRED
              && kind != Failure.Kind.UNAUTHORIZED
              && kind != Failure.Kind.TOO_MANY_REQUESTS;
      return silent ? Answer.known(Capabilities.NONE) : Answer.failed(failed.failure());
    }
    return build.map(Capabilities::of);
  }

  private Answer<Capabilities> remembered(Answer<Capabilities> answer) {
    answer.toOptional().ifPresent(found -> known = found);
    return answer;
  }

  /**
   * A path that Mimir has from line 3 on, asked so that it refuses: it costs the server nothing.
   */
  private static Call<List<String>> lineProbe() {
    return Call.of(
        Base.API,
        "/cardinality/active_native_histogram_metrics",
        Form.EMPTY,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.anything((text, headers) -> List.of()));
  }

  private static boolean isLine3(Answer<List<String>> probe) {
    return !(probe instanceof Answer.Failed<List<String>> failed
        && failed.failure().kind() == Failure.Kind.NOT_SUPPORTED
        && !failed.failure().message().contains("disabled"));
  }
}
