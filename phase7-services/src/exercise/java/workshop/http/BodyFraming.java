package workshop.http;

import java.util.List;
import workshop.UntilDone;

/**
 * Where the body of a request ends (RFC 9112 section 6.3). If the server and a proxy before it
 * disagree about the end, the server takes the end of one request for the start of the next. This
 * is request smuggling. So if there is any doubt, it is an error.
 */
final class BodyFraming {
  /** Nobody knows the length yet: the body comes in chunks. */
  static final long CHUNKED = -1;

  private BodyFraming() {}

  // --- Exercise 7.7: Where a body ends (RFC 9112 section 6.3)

  /**
   * How long the body is.
   *
   * @param old whether the client speaks HTTP/1.0
   * @param fields of the head
   * @return in bytes, or {@link #CHUNKED}
   */
  @UntilDone("0")
  static long length(boolean old, Fields fields) throws RefusedException {
    return workshop.NotDone.soFar("7.7", "docs/phase7-services.md", 0);
  }

  /** The number in a Content-Length. */
  private static long number(String value) throws RefusedException {
    throw new workshop.NotDone("7.7", "docs/phase7-services.md");
  }

  /**
   * How many bytes a chunk has (RFC 9112 section 7.1).
   *
   * @param line the line before the chunk: a number in hexadecimal, then maybe extensions, which
   *     you can ignore
   */
  static long chunkSize(String line) throws RefusedException {
    throw new workshop.NotDone("7.7", "docs/phase7-services.md");
  }

  // --- End of exercise 7.7

  /** We know only "chunked" alone. If it is not the last coding, nobody can see the end. */
  private static long coding(String list) throws RefusedException {
    if (list.equalsIgnoreCase("chunked")) {
      return CHUNKED;
    }
    boolean ends = list.matches("(?i).*,[ \t]*chunked");
    throw new RefusedException(ends ? 501 : 400, "only the transfer coding chunked is known");
  }
}
