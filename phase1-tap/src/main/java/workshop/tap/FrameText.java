package workshop.tap;

import java.nio.ByteBuffer;

/**
 * A frame as phase 1 shows it: its length and its bytes.
 *
 * <p>The kernel sends IPv6 frames on every interface. Each of them is only one line here, so that
 * you can find the frames that come from a ping.
 */
final class FrameText {
  private static final int TYPE = 12;
  private static final short TYPE_IPV6 = (short) 0x86dd;

  // In an IPv6 packet, after the Ethernet header (RFC 8200 sections 3 and 4.3).
  private static final int NEXT_HEADER = 14 + 6;
  private static final int HEADER_END = 14 + 40;
  private static final int HOP_BY_HOP = 0;
  private static final int ICMPV6 = 58;

  private FrameText() {}

  /** Shows the frame from the buffer's position to its limit. Both stay as they are. */
  static String of(ByteBuffer frame) {
    ByteBuffer bytes = frame.slice();
    int length = bytes.limit();
    if (length >= TYPE + 2 && bytes.getShort(TYPE) == TYPE_IPV6) {
      return "%d bytes of IPv6: %s%n".formatted(length, whatFor(icmpType(bytes)));
    }
    return "%n%d bytes%n%s".formatted(length, HexDump.of(frame));
  }

  /** The first byte of its ICMPv6 message, or -1 if there is none. */
  private static int icmpType(ByteBuffer frame) {
    int next = byteAt(frame, NEXT_HEADER);
    int at = HEADER_END;
    if (next == HOP_BY_HOP) {
      // An option header comes first. Its first byte says what comes next. Its second byte says how
      // many times 8 bytes it has after its first 8.
      next = byteAt(frame, at);
      at += 8 + 8 * byteAt(frame, at + 1);
    }
    return next == ICMPV6 ? byteAt(frame, at) : -1;
  }

  private static String whatFor(int icmpType) {
    return switch (icmpType) {
      case 133 -> "the kernel looks for a router";
      case 135 -> "the kernel asks who has an address";
      case 143 -> "the kernel says which groups it listens to";
      default -> "not from your ping";
    };
  }

  private static int byteAt(ByteBuffer frame, int at) {
    return at < frame.limit() ? frame.get(at) & 0xFF : -1;
  }
}
