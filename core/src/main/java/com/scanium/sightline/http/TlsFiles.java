package com.scanium.sightline.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Files in PEM form that say whom to trust and who we are: certificates of authorities, and a
 * client's own certificate with its key. Immutable; nothing is read before {@link #load}.
 *
 * <p>Keys are RSA, EC or Ed25519 without a password, in PKCS #8 ({@code BEGIN PRIVATE KEY}) or PKCS
 * #1 ({@code BEGIN RSA PRIVATE KEY}).
 */
public final class TlsFiles {
  /** No file: the trust of the Java runtime, and no certificate of our own. */
  public static final TlsFiles NONE = new TlsFiles(null, null, null);

  private static final long LONGEST = 4L << 20;
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END [A-Z ]*PRIVATE KEY-----");

  private final @Nullable Path authorities;
  private final @Nullable Path certificate;
  private final @Nullable Path key;

  private TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
    this.authorities = authorities;
    this.certificate = certificate;
    this.key = key;
  }

  /** The same trusting those authorities alone, and no longer those of the Java runtime. */
  public TlsFiles withAuthorities(Path pem) {
    return new TlsFiles(Objects.requireNonNull(pem, "pem"), certificate, key);
  }

  /**
   * The same with a certificate that is shown to servers who ask for one.
   *
   * @param certificate the certificate, and behind it those up to an authority that servers know
   * @param key its private key; may be the same file
   */
  public TlsFiles withClient(Path certificate, Path key) {
    return new TlsFiles(
        authorities,
        Objects.requireNonNull(certificate, "certificate"),
        Objects.requireNonNull(key, "key"));
  }

  /**
   * Reads the files.
   *
   * @return what goes into {@link HttpConfig.Builder#sslContext}; empty when there is no file
   * @throws IOException when a file cannot be read or holds something else; the message names the
   *     file and shows nothing of it
   */
  public Optional<SSLContext> load() throws IOException {
    if (authorities == null && certificate == null) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(ownCertificate(), trust(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot use the certificates: " + e.getMessage(), e);
    }
  }

  private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
    if (authorities == null) {
      return null;
    }
    KeyStore known = emptyStore();
    int number = 0;
    for (Certificate each : certificates(authorities)) {
      known.setCertificateEntry("authority-" + number++, each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    return trust.getTrustManagers();
  }

  private KeyManager @Nullable [] ownCertificate() throws IOException, GeneralSecurityException {
    if (certificate == null || key == null) {
      return null;
    }
    KeyStore own = emptyStore();
    char[] inMemory = new char[0];
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    PrivateKey secret = privateKey(key);
    if (!secret.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
      throw new IOException("the key in \"" + key + "\" is not that of \"" + certificate + "\"");
    }
    own.setKeyEntry("own", secret, inMemory, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, inMemory);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    try (InputStream in = new ByteArrayInputStream(bytes(file))) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      // said below, without a word of the file
    }
    throw new IOException("\"" + file + "\" holds no certificate in PEM form");
  }

  private static PrivateKey privateKey(Path file) throws IOException {
    Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IOException("\"" + file + "\" holds no private key in PEM form");
    }
    String kind = pem.group(1).strip();
    if (!kind.isEmpty() && !kind.equals("RSA")) {
      throw new IOException(
          "the private key in \""
              + file
              + "\" is of the form \""
              + kind
              + "\"; \"openssl pkcs8 -topk8 -nodes\" makes one that can be read");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(pem.group(2));
    } catch (IllegalArgumentException e) {
      throw new IOException("the private key in \"" + file + "\" is broken");
    }
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(kind.equals("RSA") ? wrappedRsa(der) : der);
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // a key of another algorithm
      } catch (GeneralSecurityException e) {
        throw new IOException("this Java knows no " + algorithm, e);
      }
    }
    throw new IOException("the private key in \"" + file + "\" is broken or of an unknown kind");
  }

  /** PKCS #8 is PKCS #1 with a header: version 0, the algorithm RSA, the key as octets. */
  private static byte[] wrappedRsa(byte[] pkcs1) {
    byte[] header = {
      0x02,
      0x01,
      0x00,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x01,
      0x01,
      0x05,
      0x00
    };
    byte[] octets = derOf(0x04, pkcs1);
    byte[] inner = new byte[header.length + octets.length];
    System.arraycopy(header, 0, inner, 0, header.length);
    System.arraycopy(octets, 0, inner, header.length, octets.length);
    return derOf(0x30, inner);
  }

  private static byte[] derOf(int tag, byte[] content) {
    int length = content.length;
    byte[] head; // the shortest that holds the length: DER knows no other
    if (length < 0x80) {
      head = new byte[] {(byte) tag, (byte) length};
    } else if (length < 0x100) {
      head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    } else if (length < 0x10000) {
      head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    } else {
      head =
          new byte[] {
            (byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length
          };
    }
    byte[] all = new byte[head.length + length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, length);
    return all;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file \"" + file + "\"");
    }
    if (Files.size(file) > LONGEST) {
      throw new IOException("\"" + file + "\" is too long for certificates");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException("cannot read \"" + file + "\"", e);
    }
  }

  /** The names of the files. */
  @Override
  public String toString() {
    return "authorities " + authorities + ", certificate " + certificate;
  }
}
