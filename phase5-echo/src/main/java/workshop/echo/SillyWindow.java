package workshop.echo;

/**
 * Small segments waste the network: the sender's side of silly window avoidance, with Nagle's
 * algorithm in it (RFC 9293 section 3.8.6.2.1).
 */
public final class SillyWindow {
  private SillyWindow() {}

  /**
   * Whether a segment is worth sending now. The RFC's cases (1) to (3); its case (4), that a small
   * segment goes after some time in any case, is the caller's.
   *
   * @param count the segment's text, in bytes: what there is to send, or what there is room for
   * @param unsent all that there is to send, in bytes
   * @param segmentSize the largest text that fits into a segment, in bytes
   * @param mayBeSmall whether nothing is on its way, or nobody wants Nagle's algorithm
   * @param largestWindow MAX.SND.WND, in bytes
   */
  public static boolean isWorthSending(
      int count, int unsent, int segmentSize, boolean mayBeSmall, int largestWindow) {
    return count > 0
        && (count == segmentSize || mayBeSmall && (count == unsent || count >= largestWindow / 2));
  }
}
