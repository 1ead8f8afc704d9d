package workshop.http;

import java.util.List;
import workshop.UntilDone;

/**
 * Where the body of a request ends (RFC 9112 section 6.3). If the server and a proxy before it
 * disagree about that, the end of one request is taken for the start of the next: request
 * smuggling. So each doubt is an error.
 */
final class BodyFraming {
  /** The length is not known before: the body comes in chunks. */
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

  // --- End of exercise 7.7

  /** Only chunked alone is known here; if it is not the last one, nobody sees the end. */
  private static long coding(String list) throws RefusedException {
    if (list.equalsIgnoreCase("chunked")) {
      return CHUNKED;
    }
    boolean ends = list.matches("(?i).*,[ \t]*chunked");
    throw new RefusedException(ends ? 501 : 400, "only the transfer coding chunked is known");
  }
}

// Hints for 7.7:
// - `fields.all("Content-Length")` has one value for each such field. The rules of section 6.3 that
//   concern a request are 3 to 7; the others are about responses.
// - Transfer-Encoding comes first. HTTP/1.0 does not know it, and with a Content-Length beside it,
//   two readers could see two ends: both are refused with 400. `coding` does the rest.
// - Let nothing but digits be a number. Java's own parsers also take a sign: ask for
//   `value.matches("[0-9]+")` first. With more than 18 digits, it does not fit into a long: 413.
// - The size of a chunk ends at the first semicolon, or with the line; there may be white space
//   before the semicolon, and nowhere else. With more than 15 digits it does not fit.
