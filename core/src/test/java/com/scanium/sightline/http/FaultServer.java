package com.scanium.sightline.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on the loopback interface that misbehaves as a test wants it to. */
final class FaultServer implements AutoCloseable {
  private final ServerSocket server;
  private final Conversation conversation;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Holds whoever waits for the end of the test. */
  final CountDownLatch over = new CountDownLatch(1);

  /** Counts down when the client closes a connection that somebody listens to. */
  final CountDownLatch clientGone = new CountDownLatch(1);

  /** What to do with one request. */
  interface Conversation {
    void answer(String request, Socket socket, OutputStream out) throws Exception;
  }

  FaultServer(Conversation conversation) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.conversation = conversation;
    start(this::accept);
  }

  static FaultServer sending(String response) throws IOException {
    return new FaultServer(
        (request, socket, out) -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static String ok(String body) {
    return response("200 OK", "Content-Type: text/plain\r\n", body);
  }

  static String response(String status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /** The header sections that arrived. */
  List<String> requests() {
    return requests;
  }

  /** Reads until the client closes the connection. */
  void awaitClientGone(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // it sends nothing that matters
      }
    } catch (IOException e) {
      // a reset is a close as well
    }
    clientGone.countDown();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        requests.add(head);
        in.readNBytes(contentLength(head));
        OutputStream out = socket.getOutputStream();
        conversation.answer(head, socket, out);
        out.flush();
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (Exception e) {
      // the other side went away, which is what many tests are about
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int c = in.read();
    while (c >= 0) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
      c = in.read();
    }
    return "";
  }

  private static int contentLength(String head) {
    List<String> lines = new ArrayList<>(List.of(head.split("\r\n")));
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
        .findFirst()
        .orElse(0);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fault-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
