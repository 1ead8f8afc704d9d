package workshop.speed;

import workshop.tap.OutgoingFrame;

/**
 * One segment in place of forty. The link cuts it, or nobody does. So the stack writes the headers
 * once and makes one system call, and the kernel's TCP receives one segment, too.
 */
final class SuperSegment {
  /** The room for text in an IPv4 packet, after its header and the longest TCP header. */
  static final int LARGEST_TEXT = 65_535 - 20 - 60;

  private SuperSegment() {}

  // --- Exercise 8.4: One segment in place of forty (RFC 9293 section 3.7)

  /**
   * How much text leaves in one piece: as many full segments as there are, up to {@link
   * #LARGEST_TEXT}. A last segment that is not full may go with them, but only if smallEnd allows
   * it and no text is left after it. If there is less than one full segment, the answer is all of
   * it: other code decides whether that is worth sending.
   *
   * @param available how much text may go now: the peer and the network have room for it, in bytes
   * @param segmentText how much text fits into one segment, in bytes
   * @param smallEnd whether a last segment that is not full may go: Nagle's algorithm allows it,
   *     and it is the end of the unsent text
   */
  static int textAtOnce(int available, int segmentText, boolean smallEnd) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  /** How many segments on the wire this text needs; 1 if there is no text. */
  static int segments(int text, int segmentText) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  /**
   * Leaves it to the link to cut a segment ({@link OutgoingFrame#leaveSegmentation}), if its text
   * needs more than one segment on the wire. Otherwise it leaves the segment as it is.
   *
   * @param text how much text is in the segment, in bytes
   * @param segmentText how much text fits into one segment on the wire, in bytes
   */
  static void leave(OutgoingFrame segment, int text, int segmentText) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.4
}
