package workshop.ethernet;

import java.nio.ByteBuffer;

/**
 * A tag with a priority and the VLAN identifier 0. The frame belongs to no VLAN, and we treat it as
 * a frame without a tag (IEEE 802.1Q, section 6.9.1 and table 9-2).
 *
 * <pre>
 *    ... source | 0x8100 | priority: 3 bits, 1 bit, VLAN: 12 bits | EtherType | payload
 * </pre>
 */
final class PriorityTag {
  /** The EtherType of a tagged frame. */
  static final int TAGGED = 0x8100;

  /** From the end of the first EtherType to the end of the second one, in bytes. */
  private static final int SIZE = 4;

  private static final int VLAN = 0x0FFF;

  private PriorityTag() {}

  /** The frame without the tag; the frame itself if it has none, or belongs to a VLAN. */
  static EthernetFrame removeFrom(EthernetFrame frame) {
    ByteBuffer payload = frame.payload();
    if (frame.etherType() != TAGGED
        || payload.limit() < SIZE
        || (payload.getShort(0) & VLAN) != 0) {
      return frame;
    }
    return new EthernetFrame(
        frame.destination(),
        frame.source(),
        payload.getShort(2) & 0xFFFF,
        payload.slice(SIZE, payload.limit() - SIZE));
  }
}
