package com.scanium.sightline.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on the loopback address: tunnels, and answers plain requests itself. */
final class TunnelServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String wanted;

  /** A proxy that wants these credentials; empty for one that wants none. */
  TunnelServer(String wanted) throws IOException {
    this.wanted = wanted;
    daemon(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The head of each request that came in. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        daemon(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      OutputStream out = connection.getOutputStream();
      while (true) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        heads.add(head);
        if (!wanted.isEmpty() && !head.contains("Proxy-Authorization: " + wanted)) {
          send(out, "407 no", "Proxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n", "");
        } else if (head.startsWith("CONNECT ")) {
          send(out, "200 ok", "", "");
          tunnel(connection, head.split("[ :]"));
          return;
        } else {
          send(out, "200 ok", "Content-Length: 7\r\n", "proxied");
        }
      }
    } catch (IOException e) {
      // the client went away
    }
  }

  private static void tunnel(Socket client, String[] words) throws IOException {
    try (Socket server = new Socket(words[1], Integer.parseInt(words[2]))) {
      daemon(
          () -> {
            try {
              server.getInputStream().transferTo(client.getOutputStream());
              client.close();
            } catch (IOException e) {
              // one of both went away
            }
          });
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static void send(OutputStream out, String status, String headers, String body)
      throws IOException {
    String text = "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body;
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
