package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
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
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
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
  private Path certificate;
  private Path key;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    KeyStore store = ownCertificate(folder.resolve("own.p12"));
    this.folder = folder;
    certificate =
        pem(folder.resolve("own.crt"), "CERTIFICATE", store.getCertificate("own").getEncoded());
    key = pem(folder.resolve("own.key"), "PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded());
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

  private static Path pem(Path file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file,
        "# a comment\n-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private Transport transport(TlsFiles files) throws IOException {
    return Transports.http(HttpConfig.builder().sslContext(files.load().orElseThrow()).build());
  }

  private static String refusal(TlsFiles files) {
    Throwable thrown = catchThrowable(files::load);
    assertThat(thrown).isInstanceOf(IOException.class);
    return String.valueOf(thrown.getMessage());
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

  @Test
  void filesInPemFormAreTrustAndOwnCertificate() throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + strict.getLocalPort() + "/");
    TlsFiles trust = TlsFiles.NONE.withAuthorities(certificate);
    try (Transport known = transport(trust);
        Transport own = transport(trust.withClient(certificate, key))) {
      assertThat(get(known, uri("127.0.0.1"))).isEqualTo("safe");
      assertThat(catchThrowable(() -> get(known, uri))).isInstanceOf(TransportException.class);
      assertThat(get(own, uri)).isEqualTo("safe");
    }
    assertThat(TlsFiles.NONE.load()).isEmpty();
  }

  @Test
  void filesThatHoldSomethingElseAreRefusedWithoutShowingIt() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "s3cret");
    Path broken =
        Files.writeString(
            folder.resolve("broken"),
            "-----BEGIN PRIVATE KEY-----\nczNjcmV0\n-----END PRIVATE KEY-----\n");
    Path locked = pem(folder.resolve("locked"), "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    Path other =
        pem(folder.resolve("rsa"), "PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded());
    assertThat(refusal(TlsFiles.NONE.withAuthorities(text))).contains("holds no certificate");
    assertThat(refusal(TlsFiles.NONE.withAuthorities(folder.resolve("absent"))))
        .contains("there is no file");
    assertThat(refusal(TlsFiles.NONE.withAuthorities(folder))).contains("there is no file");
    assertThat(refusal(TlsFiles.NONE.withClient(certificate, text)))
        .contains("holds no private key");
    assertThat(refusal(TlsFiles.NONE.withClient(certificate, broken)))
        .contains("is broken or of an unknown kind")
        .doesNotContain("s3cret");
    assertThat(refusal(TlsFiles.NONE.withClient(certificate, locked))).contains("openssl pkcs8");
    assertThat(refusal(TlsFiles.NONE.withClient(certificate, other))).contains("is not that of");
  }

  @Test
  void keysOfTheOlderFormOfRsaAreRead() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    byte[] pkcs8 = rsa.generateKeyPair().getPrivate().getEncoded();
    // the older form is what stands behind the 26 bytes of the newer form's header
    Path older =
        pem(folder.resolve("old"), "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    assertThat(refusal(TlsFiles.NONE.withClient(certificate, older)))
        .as("it was read, and found to be another key")
        .contains("is not that of");
  }
}
