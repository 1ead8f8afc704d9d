package workshop.http;

import java.nio.charset.StandardCharsets;

/** Writes the head of a response (RFC 9112 section 4). */
final class ResponseHead {
  private ResponseHead() {}

  /**
   * The bytes up to the body.
   *
   * @param framing how the client finds the end of the body
   * @param connection the value of the field Connection; null if there is no such field
   */
  static byte[] bytes(Response response, Framing framing, String connection, String date) {
    StringBuilder head = new StringBuilder(256);
    int status = response.status();
    head.append("HTTP/1.1 ").append(status).append(' ').append(Status.words(status)).append("\r\n");
    field(head, "Date", date);
    Fields fields = response.fields();
    for (int i = 0; i < fields.count(); i++) {
      field(head, fields.name(i), fields.value(i));
    }
    if (framing == Framing.CHUNKED) {
      field(head, "Transfer-Encoding", "chunked");
    } else if (framing == Framing.LENGTH) {
      field(head, "Content-Length", Long.toString(response.body().length()));
    }
    if (connection != null) {
      field(head, "Connection", connection);
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
