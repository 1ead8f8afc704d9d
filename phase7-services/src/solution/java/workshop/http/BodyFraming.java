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

  /** The number in a Content-Length. */
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
   * How many bytes a chunk has (RFC 9112 section 7.1).
   *
   * @param line the line before the chunk: a number in hexadecimal, then maybe extensions, which
   *     you can ignore
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

// Hints for 7.7:
// - `fields.all("Content-Length")` has one value for each such field. In section 6.3, rules 3 to 7
//   are about requests, the others about responses.
// - Look at Transfer-Encoding first. HTTP/1.0 does not have it. If there is a Content-Length, too,
//   two readers could see two different ends. Refuse both with 400. `coding` does the rest.
// - Only digits are a number. Java's own parsers also accept a sign, so ask for
//   `value.matches("[0-9]+")` first. A number of more than 18 digits does not fit into a long: 413.
// - The size of a chunk ends at the first semicolon, or at the end of the line. There may be white
//   space before the semicolon, and nowhere else. More than 15 digits do not fit into a long.
