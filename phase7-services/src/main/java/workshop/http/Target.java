package workshop.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The target of a request (RFC 9112 section 3.2).
 *
 * @param path decoded; * if the request is about the whole server
 * @param query as the client has sent it; null if there is none
 */
record Target(String path, String query) {
  private static final String ABSOLUTE = "(?i)https?://[^/?#]+";

  /** Reads the target of a request line. */
  static Target parse(String method, String text) throws RefusedException {
    if (!text.matches("[!-~]+") || text.indexOf('#') >= 0) {
      throw new RefusedException(400, "this is no target");
    }
    if (text.equals("*") && method.equals("OPTIONS")) {
      return new Target("*", null); // section 3.2.4
    }
    // Section 3.2.2: a server must take the absolute form, which is for proxies, too.
    String rest = text.replaceFirst("^" + ABSOLUTE, "");
    if (!rest.equals(text) && !rest.startsWith("/")) {
      rest = "/" + rest;
    }
    if (!rest.startsWith("/")) {
      throw new RefusedException(400, "a target begins with a slash");
    }
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    return new Target(decode(path), question < 0 ? null : rest.substring(question + 1));
  }

  /** Replaces each % and its two digits by the byte that they mean (RFC 3986 section 2.1). */
  private static String decode(String path) throws RefusedException {
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        bytes.put((byte) hex(path, i + 1));
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(400, "a path that is no UTF-8");
    }
  }

  private static int hex(String path, int at) throws RefusedException {
    String digits = path.substring(Math.min(at, path.length()), Math.min(at + 2, path.length()));
    if (!digits.matches("[0-9A-Fa-f]{2}") || digits.equals("00")) {
      throw new RefusedException(400, "two digits belong after each %, and not 00");
    }
    return Integer.parseInt(digits, 16);
  }
}
