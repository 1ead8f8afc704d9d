package workshop.sockets.examples;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import workshop.shared.Ipv4Address;
import workshop.sockets.Sockets;
import workshop.sockets.TcpSocket;

/** Fetches pages: GET of HTTP/1.1 (RFC 9112), one connection for each. */
final class HttpClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LONGEST_LINE = 8000;
  private static final int MOST_FIELDS = 100;
  private static final int HTTP_PORT = 80;

  /** The largest page that this client accepts, in bytes. */
  static final int LARGEST = 64 << 20;

  private final Sockets sockets;

  /**
   * A page.
   *
   * @param status for instance 200
   * @param fields the header fields; their names in lower case
   * @param body all of it
   */
  record Page(int status, Map<String, String> fields, byte[] body) {}

  /** A client on this stack. */
  HttpClient(Sockets sockets) {
    this.sockets = sockets;
  }

  /**
   * Fetches a page.
   *
   * @param address for instance http://192.168.100.1:8000/; not a name, because there is no DNS
   * @throws IOException if there is no connection, or if the answer is not HTTP, or not complete
   * @throws IllegalArgumentException if the address does not look like this
   */
  Page fetch(URI address) throws IOException {
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "an address is like http://192.168.100.1:8000/, not " + address);
    }
    Ipv4Address host = Ipv4Address.parse(address.getHost());
    int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
    try (TcpSocket socket = sockets.connect(host, port, PATIENCE)) {
      socket.setReadTimeout(PATIENCE);
      socket.setWriteTimeout(PATIENCE);
      socket.write(request(address).getBytes(StandardCharsets.US_ASCII));
      return read(new Lines(socket.inputStream(), LONGEST_LINE));
    }
  }

  private static String request(URI address) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return "GET "
        + path
        + query
        + " HTTP/1.1\r\nHost: "
        + address.getRawAuthority()
        + "\r\nConnection: close\r\n\r\n";
  }

  private static Page read(Lines lines) throws IOException {
    int status;
    Map<String, String> fields;
    do {
      status = status(lines.next());
      fields = fields(lines);
    } while (status < 200); // RFC 9110 section 15.2: the answer follows
    return new Page(status, fields, body(status, fields, lines));
  }

  private static int status(String line) throws IOException {
    if (line == null || !line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw new IOException("this is not HTTP: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> fields(Lines lines) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line = lines.next(); line == null || !line.isEmpty(); line = lines.next()) {
      int colon = line == null ? -1 : line.indexOf(':');
      if (colon < 1 || fields.size() == MOST_FIELDS) {
        throw new IOException("this is no header of HTTP: " + line);
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  /** RFC 9112 section 6.3: where the body ends; these are the rules, in their order. */
  private static byte[] body(int status, Map<String, String> fields, Lines lines)
      throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    String coding = fields.get("transfer-encoding");
    if (coding != null && coding.equalsIgnoreCase("chunked")) {
      return chunks(lines);
    }
    if (coding != null) {
      throw new IOException("this client does not know the coding " + coding);
    }
    String length = fields.get("content-length");
    if (length == null) {
      return checked(lines.rest().readNBytes(LARGEST + 1));
    }
    return exactly(number(length, 10), lines.rest());
  }

  private static byte[] chunks(Lines lines) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      String line = lines.next();
      int size = number(line == null ? "" : line.replaceFirst("[ \\t;].*", ""), 16);
      if (size == 0) {
        fields(lines); // the trailer
        return all.toByteArray();
      }
      all.writeBytes(exactly(size, lines.rest()));
      checked(all.size());
      if (!"".equals(lines.next())) {
        throw new IOException("a chunk is longer than it says");
      }
    }
  }

  private static int number(String text, int radix) throws IOException {
    if (!text.matches(radix == 10 ? "[0-9]{1,9}" : "[0-9a-fA-F]{1,7}")) {
      throw new IOException("this is no length: " + text);
    }
    return checked(Integer.parseInt(text, radix));
  }

  private static byte[] exactly(int size, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the page ends after " + bytes.length + " of " + size + " bytes");
    }
    return bytes;
  }

  private static byte[] checked(byte[] body) throws IOException {
    checked(body.length);
    return body;
  }

  private static int checked(int size) throws IOException {
    if (size > LARGEST) {
      throw new IOException("the page is larger than " + LARGEST + " bytes");
    }
    return size;
  }
}
