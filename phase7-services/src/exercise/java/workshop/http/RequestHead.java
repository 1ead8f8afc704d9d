package workshop.http;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import workshop.UntilDone;

/**
 * The head of a request: the request line, the fields, and an empty line. It comes in any number of
 * parts, as TCP cuts them.
 */
final class RequestHead {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final LineReader line;
  private final int mostFields;
  private final Fields fields = new Fields();
  private String method;
  private String target;
  private String version;
  private boolean complete;

  /** A head of which no byte has come yet. */
  RequestHead(Limits limits) {
    line = new LineReader(limits.line(), limits.head());
    mostFields = limits.fields();
  }

  // --- Exercise 7.6: A request head, segment by segment (RFC 9112 sections 2 to 5)

  /**
   * Takes bytes up to the end of the head. It leaves the bytes after it: there the body begins, or
   * the next request.
   *
   * @param bytes from position to limit; move the position behind the bytes that you have taken
   * @return whether the head is complete
   */
  @UntilDone("false")
  boolean add(ByteBuffer bytes) throws RefusedException {
    return workshop.NotDone.soFar("7.6", "docs/phase7-services.md", false);
  }

  /** Takes one line: the request line, a field, or the empty line at the end. */
  private void take(String text) throws RefusedException {
    throw new workshop.NotDone("7.6", "docs/phase7-services.md");
  }

  /** RFC 9112 section 3: a method, a target and a version, with one space between them. */
  private void takeRequestLine(String text) throws RefusedException {
    throw new workshop.NotDone("7.6", "docs/phase7-services.md");
  }

  /**
   * RFC 9112 section 5: a name, a colon, a value, and optional white space around the value. Refuse
   * white space before the colon, and a line that begins with white space.
   */
  private void takeField(String text) throws RefusedException {
    throw new workshop.NotDone("7.6", "docs/phase7-services.md");
  }

  // --- End of exercise 7.6

  private void addField(String name, String value) throws RefusedException {
    if (fields.count() == mostFields) {
      throw new RefusedException(431, "more than " + mostFields + " fields");
    }
    fields.add(name, value);
  }

  /** Whether this byte is the last one of a line. Then {@code line.take()} returns the line. */
  private boolean endsLine(byte b) throws RefusedException {
    return line.add(b, method == null ? 414 : 431);
  }

  /** Whether a text can be a method, or the name of a field. */
  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Whether anything has come, except empty lines. */
  boolean hasBegun() {
    return method != null || line.hasBegun();
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  /** HTTP/1.0 or HTTP/1.1. Clients of later versions also speak HTTP/1.1. */
  String version() {
    return version.equals("HTTP/1.0") ? version : "HTTP/1.1";
  }

  Fields fields() {
    return fields;
  }
}
