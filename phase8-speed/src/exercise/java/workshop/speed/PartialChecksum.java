package workshop.speed;

import java.nio.ByteBuffer;
import workshop.ipv4.InternetChecksum;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;
import workshop.tcp.PseudoHeader;

/**
 * A TCP checksum in two halves. TCP puts the sum of the pseudo-header into the field. Before the
 * frame goes on a wire, the link adds the rest: it sums from a start to the end of the frame. The
 * link need not know what a pseudo-header is.
 */
final class PartialChecksum {
  /** Where the checksum is in a TCP header. */
  static final int FIELD = 16;

  private PartialChecksum() {}

  // --- Exercise 8.3: A checksum in two halves (RFC 1071 section 2)

  /**
   * TCP's half: puts the sum of the pseudo-header into the field, folded but not complemented. Then
   * it leaves the rest to the link ({@link OutgoingFrame#leaveChecksum}).
   *
   * @param segment a TCP header and text, with 0 in the field
   */
  static void leave(OutgoingFrame segment, Ipv4Address source, Ipv4Address destination) {
    throw new workshop.NotDone("8.3", "docs/phase8-speed.md");
  }

  /**
   * The link's half: puts the checksum into the frame. The sum covers all bytes from {@link
   * OutgoingFrame#checksumStart} to the end, also those in the field. A frame that leaves no
   * checksum to the link stays as it is.
   */
  static void complete(OutgoingFrame frame) {
    throw new workshop.NotDone("8.3", "docs/phase8-speed.md");
  }

  /**
   * Whether nobody has to check the checksum of a frame that came in. There are two reasons: the
   * kernel has checked it already, or nobody has completed it, because the frame was on no wire.
   *
   * @param flags of the {@link VirtioHeader}; other bits may be set, too
   */
  static boolean isChecked(int flags) {
    throw new workshop.NotDone("8.3", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.3
}
