package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {
  private static final URI TARGET = URI.create("http://store.invalid/api?x=1");

  private static String get(Transport transport, URI uri) throws TransportException {
    return transport.exchange(Request.get(uri), response -> response.status() + response.head(50));
  }

  private static Transport through(ProxyConfig proxy) {
    return Transports.http(HttpConfig.builder().proxy(proxy).build());
  }

  @Test
  void requestsGoToTheProxyWhichResolvesTheHost() throws IOException {
    try (TunnelServer proxy = new TunnelServer("");
        Transport transport = through(ProxyConfig.of(proxy.uri()))) {
      assertThat(get(transport, TARGET)).isEqualTo("200proxied");
      assertThat(proxy.heads().get(0)).startsWith("GET http://store.invalid/api?x=1 HTTP/1.1");
    }
  }

  @Test
  void theProxyGetsItsOwnCredentialsWhenItAsks() throws IOException {
    try (TunnelServer proxy = new TunnelServer("Basic bWU6cHct");
        Transport transport =
            through(ProxyConfig.of(proxy.uri()).withCredentials("me", Secret.of("pw-")))) {
      assertThat(get(transport, TARGET)).isEqualTo("200proxied");
    }
  }

  @Test
  void aProxyThatRefusesIsAnAnswerWithItsStatus() throws IOException {
    try (TunnelServer proxy = new TunnelServer("Basic other");
        Transport transport = through(ProxyConfig.of(proxy.uri()))) {
      assertThat(get(transport, TARGET)).isEqualTo("407");
    }
  }

  @Test
  void someHostsAreReachedPastTheProxy() throws IOException {
    try (FaultServer server = FaultServer.sending(FaultServer.ok("direct"));
        TunnelServer proxy = new TunnelServer("");
        Transport transport =
            through(ProxyConfig.of(proxy.uri()).withDirectHosts(List.of("127.0.0.1", ".local")))) {
      assertThat(get(transport, server.uri("/"))).isEqualTo("200direct");
      assertThat(proxy.heads()).isEmpty();
    }
    ProxyConfig config =
        ProxyConfig.of(URI.create("http://p")).withDirectHosts(List.of(".Example.org", "a"));
    assertThat(config.isDirect("x.example.ORG")).isTrue();
    assertThat(config.isDirect("example.org")).isFalse();
    assertThat(config.isDirect("A")).isTrue();
  }

  @Test
  void aProxyThatIsGoneIsNoWayToTheStore() throws IOException {
    TunnelServer proxy = new TunnelServer("");
    proxy.close();
    try (Transport transport = through(ProxyConfig.of(proxy.uri()))) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> get(transport, TARGET));
      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.REFUSED);
    }
  }

  @Test
  void itsPasswordIsNotPrinted() {
    ProxyConfig proxy =
        ProxyConfig.of(URI.create("http://proxy:3128")).withCredentials("me", Secret.of("hidden"));

    assertThat(proxy).hasToString("proxy http://proxy:3128 as \"me\"");
    assertThatThrownBy(() -> ProxyConfig.of(URI.create("http://me:hidden@proxy")))
        .hasMessageNotContaining("hidden");
  }
}
