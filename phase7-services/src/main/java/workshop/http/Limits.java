package workshop.http;

/**
 * The limits for a client. Times are in nanoseconds.
 *
 * @param line the longest line of a head, in bytes; RFC 9112 section 3 asks for 8000 at least
 * @param head the longest head, in bytes
 * @param fields the most fields in a head, and in a trailer
 * @param body the longest body of a request, in bytes
 * @param bodies the most bytes that all bodies in memory may have together
 * @param headTime from the first byte of a head to its last byte
 * @param bodyTime from the end of the head to the last byte of the body
 * @param idleTime without a request
 * @param sendTime during which the client acknowledges nothing, although bytes are on their way
 * @param closeTime after our last byte, until the client closes, too
 * @param connections the most at once
 */
public record Limits(
    int line,
    int head,
    int fields,
    int body,
    long bodies,
    long headTime,
    long bodyTime,
    long idleTime,
    long sendTime,
    long closeTime,
    int connections) {
  private static final long SECOND = 1_000_000_000;

  public static final Limits DEFAULTS =
      new Limits(
          8000,
          32_768,
          100,
          1 << 20,
          32 << 20,
          10 * SECOND,
          60 * SECOND,
          60 * SECOND,
          20 * SECOND,
          5 * SECOND,
          1000);
}
