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

  /** A head that nothing has come of. */
  RequestHead(Limits limits) {
    line = new LineReader(limits.line(), limits.head());
    mostFields = limits.fields();
  }

  // --- Exercise 7.6: A request head, segment by segment (RFC 9112 sections 2 to 5)

  /**
   * Takes bytes up to the end of the head, and leaves those after it: the body begins there, or the
   * next request.
   *
   * @param bytes from position to limit; the position is moved after what was taken
   * @return whether the head is complete
   */
  @UntilDone("false")
  boolean add(ByteBuffer bytes) throws RefusedException {
    while (!complete && bytes.hasRemaining()) {
      if (endsLine(bytes.get())) {
        take(line.take());
      }
    }
    return complete;
  }

  /** Takes one line: the request line, a field, or the empty line at the end. */
  private void take(String text) throws RefusedException {
    if (method == null) {
      if (!text.isEmpty()) { // RFC 9112 section 2.2: empty lines before it are skipped
        takeRequestLine(text);
      }
    } else if (text.isEmpty()) {
      complete = true;
    } else {
      takeField(text);
    }
  }

  /** RFC 9112 section 3: a method, a target and a version, with one space between them. */
  private void takeRequestLine(String text) throws RefusedException {
    String[] words = text.split(" ", -1);
    if (words.length != 3 || !isToken(words[0]) || !words[2].matches("HTTP/[0-9]\\.[0-9]")) {
      throw new RefusedException(400, "this is no request line");
    }
    if (!words[2].startsWith("HTTP/1.")) {
      throw new RefusedException(505, "this server speaks HTTP/1.1");
    }
    method = words[0];
    target = words[1];
    version = words[2];
  }

  /**
   * RFC 9112 section 5: a name, a colon, a value, and optional white space around the value. White
   * space before the colon is refused, and so is a line that begins with it.
   */
  private void takeField(String text) throws RefusedException {
    int colon = text.indexOf(':');
    if (colon < 0 || !isToken(text.substring(0, colon))) {
      throw new RefusedException(400, "this is no field");
    }
    addField(text.substring(0, colon), text.substring(colon + 1).strip());
  }

  // --- End of exercise 7.6

  private void addField(String name, String value) throws RefusedException {
    if (fields.count() == mostFields) {
      throw new RefusedException(431, "more than " + mostFields + " fields");
    }
    fields.add(name, value);
  }

  /** Whether this byte is the last one of a line: {@code line.take()} has it then. */
  private boolean endsLine(byte b) throws RefusedException {
    return line.add(b, method == null ? 414 : 431);
  }

  /** Whether a text can be a method, or the name of a field. */
  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Whether anything has come but empty lines. */
  boolean hasBegun() {
    return method != null || line.hasBegun();
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  /** HTTP/1.0, or HTTP/1.1 for all later ones, which speak that, too. */
  String version() {
    return version.equals("HTTP/1.0") ? version : "HTTP/1.1";
  }

  Fields fields() {
    return fields;
  }
}

// Hints for 7.6:
// - The next byte may come with the next segment, or belong to the next request. So take one byte
//   after the other, and stop when the head is complete: what is left stays in `bytes`.
// - `endsLine(bytes.get())` says whether a line is complete, and `line.take()` gives it, without
//   its end. Which line it is, the fields of this object know: as long as `method` is null, it is
//   the request line, or one of the empty lines before it.
// - `text.split(" ", -1)` cuts at each single space, so that two spaces make one word too many.
//   Two things are asked of the version: that it looks like one (else 400), and that it begins
//   with "HTTP/1." (else 505).
// - The name ends at the first colon: `text.indexOf(':')`. `isToken` refuses an empty name, and one
//   with white space in it, at either end. Only the value is stripped.
