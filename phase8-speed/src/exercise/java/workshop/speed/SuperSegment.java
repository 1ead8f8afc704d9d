package workshop.speed;

import workshop.tap.OutgoingFrame;

/**
 * One segment in place of forty: the link cuts it, or nobody does. The headers are written once, a
 * system call is made once, and the kernel's TCP receives it as one, too.
 */
final class SuperSegment {
  /** What an IPv4 packet has room for, after its header and the longest of TCP. */
  static final int LARGEST_TEXT = 65_535 - 20 - 60;

  private SuperSegment() {}

  // --- Exercise 8.4: One segment in place of forty (RFC 9293 section 3.7)

  /**
   * How much text leaves in one piece: as many full segments as there are, up to {@link
   * #LARGEST_TEXT}. A last one that is not full comes along only where that is allowed and nothing
   * would be left after it. If there is less than one full segment, all of it is the answer:
   * whether that is worth sending is decided elsewhere.
   *
   * @param available what there is to send, as far as the peer and the network have room, in bytes
   * @param segmentText what fits into a segment, in bytes
   * @param smallEnd whether a last segment that is not full may go: Nagle's algorithm has no
   *     objection, and it ends what there is to send
   */
  static int textAtOnce(int available, int segmentText, boolean smallEnd) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  /** How many segments on the wire so much text makes; 1 if there is none. */
  static int segments(int text, int segmentText) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  /**
   * Has the link cut a segment that has more text than fits into one ({@link
   * OutgoingFrame#leaveSegmentation}); any other stays a single one.
   *
   * @param text how much is in it, in bytes
   */
  static void leave(OutgoingFrame segment, int text, int segmentText) {
    throw new workshop.NotDone("8.4", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.4
}
