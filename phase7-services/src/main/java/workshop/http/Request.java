package workshop.http;

/**
 * A complete request.
 *
 * @param method for instance GET
 * @param target as the client has sent it
 * @param path of the target, decoded, without the query; for instance /a b/c
 * @param query what follows the question mark, as the client has sent it; null if there is none
 * @param version HTTP/1.1 or HTTP/1.0
 * @param body empty if there is none
 */
public record Request(
    String method,
    String target,
    String path,
    String query,
    String version,
    Fields fields,
    byte[] body) {

  /** The value of the first field with this name; null if there is none. */
  public String header(String name) {
    return fields.first(name);
  }

  /** Whether the client wants to go on with this connection (RFC 9112 section 9.3). */
  boolean isPersistent() {
    if (fields.hasWord("Connection", "close")) {
      return false;
    }
    return !isOld() || fields.hasWord("Connection", "keep-alive");
  }

  /** Whether the client does not know HTTP/1.1. */
  boolean isOld() {
    return version.equals("HTTP/1.0");
  }
}
