package workshop.http;

import java.util.List;

/**
 * Where the body of a request ends (RFC 9112 section 6.3). If the server and a proxy before it
 * disagree about that, the end of one request is taken for the start of the next: request
 * smuggling. So each doubt is an error.
 */
final class BodyFraming {
  /** The length is not known before: the body comes in chunks. */
  static final long CHUNKED = -1;

  private BodyFraming() {}

  /**
   * How long the body is.
   *
   * @param old whether the client speaks HTTP/1.0
   * @param fields of the head
   * @return in bytes, or {@link #CHUNKED}
   */
  static long length(boolean old, Fields fields) throws RefusedException {
    List<String> codings = fields.all("Transfer-Encoding");
    List<String> lengths = fields.all("Content-Length");
    if (!codings.isEmpty()) {
      if (old || !lengths.isEmpty()) { // rule 3, and section 6.1 for HTTP/1.0
        throw new RefusedException(400, "where does the body end?");
      }
      return coding(String.join(",", codings));
    }
    if (lengths.size() > 1) { // rule 5
      throw new RefusedException(400, "more than one Content-Length");
    }
    return lengths.isEmpty() ? 0 : number(lengths.get(0)); // rules 7 and 6
  }

  private static long coding(String list) throws RefusedException {
    if (list.equalsIgnoreCase("chunked")) {
      return CHUNKED;
    }
    boolean ends = list.matches("(?i).*,[ \t]*chunked");
    throw new RefusedException(ends ? 501 : 400, "only the transfer coding chunked is known");
  }

  private static long number(String value) throws RefusedException {
    if (!value.matches("[0-9]+")) {
      throw new RefusedException(400, "Content-Length is a number");
    }
    if (value.length() > 18) {
      throw new RefusedException(413, "a body of " + value + " bytes");
    }
    return Long.parseLong(value);
  }

  /**
   * How many bytes the chunk has that this line begins (RFC 9112 section 7.1).
   *
   * @param line a number in hexadecimal, then maybe extensions, which nobody needs
   */
  static long chunkSize(String line) throws RefusedException {
    String size = line.split("[ \t]*;", 2)[0];
    if (!size.matches("[0-9A-Fa-f]+")) {
      throw new RefusedException(400, "a chunk begins with its size");
    }
    if (size.length() > 15) {
      throw new RefusedException(413, "a chunk of 0x" + size + " bytes");
    }
    return Long.parseLong(size, 16);
  }
}
