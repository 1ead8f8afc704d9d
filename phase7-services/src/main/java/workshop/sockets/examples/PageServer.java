package workshop.sockets.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import workshop.sockets.TcpSocket;

/** A web server with one page (RFC 9112), for one request a connection. */
final class PageServer implements Conversation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 8000;
  private static final int MOST_LINES = 100;

  private final String page;

  /**
   * A server.
   *
   * @param page its only page, in HTML
   */
  PageServer(String page) {
    this.page = page;
  }

  @Override
  public void with(TcpSocket socket) throws IOException {
    socket.setReadTimeout(PATIENCE);
    socket.setWriteTimeout(PATIENCE);
    Lines lines = new Lines(socket.inputStream(), LONGEST_LINE);
    String request = lines.next();
    String field = request;
    for (int i = 0; field != null && !field.isEmpty(); i++) {
      if (i == MOST_LINES) {
        throw new IOException("more than " + MOST_LINES + " header lines");
      }
      field = lines.next();
    }
    if (field != null) {
      socket.write(answer(request).getBytes(StandardCharsets.UTF_8));
      // A client that sends more after its request must not see a reset before the page.
      socket.shutdownOutput();
      lines.rest().transferTo(OutputStream.nullOutputStream());
    }
  }

  private String answer(String request) {
    if (!request.startsWith("GET ")) {
      return response("405 Method Not Allowed", "Allow: GET\r\n", "Only GET works here.\n");
    }
    if (!request.startsWith("GET / ")) {
      return response("404 Not Found", "", "There is only one page: /\n");
    }
    return response("200 OK", "", page);
  }

  private static String response(String status, String fields, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\nConnection: close\r\n"
        + fields
        + "\r\n"
        + body;
  }
}
