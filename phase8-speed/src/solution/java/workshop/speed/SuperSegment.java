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
    if (available <= segmentText || smallEnd && available <= LARGEST_TEXT) {
      return available;
    }
    int most = Math.min(available, LARGEST_TEXT);
    return most - most % segmentText;
  }

  /** How many segments on the wire so much text makes; 1 if there is none. */
  static int segments(int text, int segmentText) {
    return Math.max(1, (text + segmentText - 1) / segmentText);
  }

  /**
   * Has the link cut a segment that has more text than fits into one ({@link
   * OutgoingFrame#leaveSegmentation}); any other stays a single one.
   *
   * @param text how much is in it, in bytes
   */
  static void leave(OutgoingFrame segment, int text, int segmentText) {
    if (segments(text, segmentText) > 1) {
      segment.leaveSegmentation(segmentText);
    }
  }

  // --- End of exercise 8.4
}

// Hints for 8.4:
// - `available` is already cut to the peer's window and to the congestion window. You only have to
//   find out how much of it fits into one packet, and where to stop.
// - A small segment in the middle of a stream is what phase 5 avoids. So stop at a multiple of the
//   segment size: `most - most % segmentText`.
// - With `smallEnd`, all may go, if all fits into one packet. If it does not, this piece is not the
//   last, and ends with a full segment.
// - A division that rounds up: add the divisor minus 1 first.
