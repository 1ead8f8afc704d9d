package workshop.http;

import java.nio.charset.StandardCharsets;

/** An answer. It can be used only once, because its body can be read only once. */
public final class Response {
  private final int status;
  private final Fields fields;
  private final Body body;

  private Response(int status, Fields fields, Body body) {
    this.status = status;
    this.fields = fields;
    this.body = body;
  }

  /**
   * An answer with a complete body.
   *
   * @param status for instance 200
   * @param contentType for instance text/plain
   */
  public static Response of(int status, String contentType, byte[] body) {
    return of(status, contentType, new BytesBody(body));
  }

  /** The same in UTF-8; the content type says so. */
  public static Response of(int status, String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(status, contentType + "; charset=utf-8", bytes);
  }

  /** An answer with the status 200, whose body comes in parts. */
  public static Response stream(String contentType, Body body) {
    return of(200, contentType, body);
  }

  /** An answer of any status, whose body comes in parts. */
  public static Response of(int status, String contentType, Body body) {
    return new Response(status, new Fields(), body).with("Content-Type", contentType);
  }

  /** An answer that needs no body, for instance 204. */
  public static Response empty(int status) {
    return new Response(status, new Fields(), new BytesBody(new byte[0]));
  }

  /** An error, in one line for people. */
  static Response error(int status, String words) {
    String line = status + " " + Status.words(status) + ": " + words + "\n";
    return of(status, "text/plain", line);
  }

  /**
   * The same with one more field.
   *
   * @throws IllegalArgumentException if the value contains the end of a line: a client would take
   *     the rest as another field
   */
  public Response with(String name, String value) {
    if ((name + value).chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw new IllegalArgumentException("a control character in the field " + name);
    }
    Fields more = fields.copy();
    more.add(name, value);
    return new Response(status, more, body);
  }

  public int status() {
    return status;
  }

  public Fields fields() {
    return fields;
  }

  public Body body() {
    return body;
  }
}
