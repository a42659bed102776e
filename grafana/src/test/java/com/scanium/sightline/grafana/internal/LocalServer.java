package com.scanium.sightline.grafana.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback address that answers as a function says, one request a connection. */
public final class LocalServer implements AutoCloseable {
  /** What came in. */
  public record Received(String method, String target, Map<String, String> headers, String body) {
    /** A header by its lower-case name; empty when there is none. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The target without its query. */
    public String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }

  /**
   * What goes out.
   *
   * @param extra more header lines, each with its line end
   * @param cut how many bytes of the body are held back before the connection breaks
   */
  public record Reply(int status, String extra, String body, int cut) {
    /** A JSON answer. */
    public static Reply json(int status, String body) {
      return new Reply(status, "Content-Type: application/json\r\n", body, 0);
    }
  }

  /** Answers one request. */
  @FunctionalInterface
  public interface Answering {
    /** The reply. */
    Reply answer(Received request) throws IOException;
  }

  private final ServerSocket socket;
  private final Answering answering;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Starts one. */
  public LocalServer(Answering answering) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answering = answering;
    daemon(this::accept);
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** What came in so far. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        daemon(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String[] first = line(in).split(" ");
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Received request = new Received(first[0], first[1], headers, body);
      received.add(request);
      Reply reply = answering.answer(request);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 "
              + reply.status()
              + " x\r\n"
              + reply.extra()
              + "Connection: close\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      OutputStream out = connection.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes, 0, bytes.length - reply.cut());
      out.flush();
    } catch (IOException e) {
      // the client went away
    } finally {
      open.remove(connection);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "local-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
