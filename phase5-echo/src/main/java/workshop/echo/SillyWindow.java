package workshop.echo;

/**
 * Avoids small segments, which waste the network: the sender's side of silly window avoidance, with
 * Nagle's algorithm in it (RFC 9293 section 3.8.6.2.1).
 */
public final class SillyWindow {
  private SillyWindow() {}

  /**
   * Whether a segment is worth sending now: the RFC's cases (1) to (3). In case (4), a small
   * segment goes after some time in any case; the caller does that.
   *
   * @param count the length of the segment's text, in bytes
   * @param unsent how many bytes of text there are to send
   * @param segmentSize the largest text that fits into a segment, in bytes
   * @param mayBeSmall whether nothing is on its way, or Nagle's algorithm is off
   * @param largestWindow MAX.SND.WND, in bytes
   */
  public static boolean isWorthSending(
      int count, int unsent, int segmentSize, boolean mayBeSmall, int largestWindow) {
    return count > 0
        && (count == segmentSize || mayBeSmall && (count == unsent || count >= largestWindow / 2));
  }
}
