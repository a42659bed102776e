package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scanium.sightline.http.TransportException.Kind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own: trusted when it is told to be, and only then. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private SSLContext knowing;
  private SSLContext trusting;
  private SSLServerSocket server;
  private SSLServerSocket strict;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    KeyStore store = ownCertificate(folder.resolve("own.p12"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    knowing = SSLContext.getInstance("TLS");
    knowing.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    server =
        (SSLServerSocket)
            knowing
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    strict =
        (SSLServerSocket)
            knowing
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    strict.setNeedClientAuth(true);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
    for (SSLServerSocket each : List.of(server, strict)) {
      Thread accepting = new Thread(() -> accept(each), "tls-server");
      accepting.setDaemon(true);
      accepting.start();
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    strict.close();
  }

  private static KeyStore ownCertificate(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                new File(System.getProperty("java.home"), "bin/keytool").getPath(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=somebody.example",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void accept(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        byte[] head = socket.getInputStream().readNBytes(4);
        if (head.length == 4) {
          socket
              .getOutputStream()
              .write(
                  FaultServer.response("200 OK", "Connection: close\r\n", "safe")
                      .getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // the client did not trust us, or the test is over
      }
    }
  }

  private URI uri(String host) {
    return URI.create("https://" + host + ":" + server.getLocalPort() + "/");
  }

  private static String get(Transport transport, URI uri) throws TransportException {
    return transport.exchange(Request.get(uri), response -> response.head(100));
  }

  @Test
  void aCertificateThatNobodyKnowsIsATlsFailure() {
    try (Transport transport = Transports.http(HttpConfig.DEFAULT)) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> get(transport, uri("127.0.0.1")));
      assertThat(thrown.kind()).isEqualTo(Kind.TLS);
      assertThat(thrown).hasMessageStartingWith("no TLS connection to https://127.0.0.1:");
    }
  }

  @Test
  void aContextThatKnowsItIsEnough() throws Exception {
    try (Transport transport = Transports.http(HttpConfig.builder().sslContext(knowing).build())) {
      assertThat(get(transport, uri("127.0.0.1"))).isEqualTo("safe");
    }
  }

  @Test
  void aCertificateForAnotherNameIsATlsFailure() {
    try (Transport transport = Transports.http(HttpConfig.builder().sslContext(knowing).build())) {
      TransportException named =
          catchThrowableOfType(TransportException.class, () -> get(transport, uri("localhost")));
      assertThat(named.kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  void anAuthorityOfOnesOwnIsEnoughToTrustAServer() throws Exception {
    try (Transport transport = Transports.http(HttpConfig.builder().sslContext(trusting).build())) {
      assertThat(get(transport, uri("127.0.0.1"))).isEqualTo("safe");
    }
  }

  @Test
  void aServerThatWantsACertificateGetsTheClientsOwn() throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + strict.getLocalPort() + "/");
    try (Transport transport = Transports.http(HttpConfig.builder().sslContext(knowing).build())) {
      assertThat(get(transport, uri)).isEqualTo("safe");
    }
  }

  @Test
  void aClientWithoutACertificateIsRefusedByAServerThatWantsOne() {
    URI uri = URI.create("https://127.0.0.1:" + strict.getLocalPort() + "/");
    try (Transport transport = Transports.http(HttpConfig.builder().sslContext(trusting).build())) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> get(transport, uri));
      // with TLS 1.3 the client learns of it behind the handshake, as a broken connection at worst
      assertThat(thrown.kind()).isIn(Kind.TLS, Kind.RESET);
    }
  }

  @Test
  void httpsGoesThroughAProxyInATunnel() throws Exception {
    try (TunnelServer proxy = new TunnelServer("Basic bWU6cHct");
        Transport transport =
            Transports.http(
                HttpConfig.builder()
                    .sslContext(trusting)
                    .proxy(ProxyConfig.of(proxy.uri()).withCredentials("me", Secret.of("pw-")))
                    .build())) {
      assertThat(get(transport, uri("127.0.0.1"))).isEqualTo("safe");
      assertThat(proxy.heads())
          .allSatisfy(head -> assertThat(head).startsWith("CONNECT 127.0.0.1:"));
      assertThat(proxy.heads().get(proxy.heads().size() - 1))
          .contains("Proxy-Authorization: Basic bWU6cHct");
    }
  }
}
