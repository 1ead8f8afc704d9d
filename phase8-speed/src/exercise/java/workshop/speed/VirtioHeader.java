package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import workshop.tap.OutgoingFrame;

/**
 * The virtio-net header: ten bytes before each frame (linux/virtio_net.h, {@code struct
 * virtio_net_hdr}). The kernel puts them before its frames, and wants them before ours. They say
 * what work is left to the receiver of the frame.
 *
 * <pre>
 *    0        1          2         4          6            8             10
 *   +--------+----------+---------+----------+------------+-------------+
 *   | flags  | gso_type | hdr_len | gso_size | csum_start | csum_offset |
 *   +--------+----------+---------+----------+------------+-------------+
 * </pre>
 */
final class VirtioHeader {
  static final int SIZE = 10;

  static final int FLAGS = 0;
  static final int GSO_TYPE = 1;
  static final int HDR_LEN = 2;
  static final int GSO_SIZE = 4;
  static final int CSUM_START = 6;
  static final int CSUM_OFFSET = 8;

  /** The checksum is partial: before the frame goes on a wire, somebody has to complete it. */
  static final int NEEDS_CSUM = 1;

  /** The checksum was complete, and somebody has checked it. */
  static final int DATA_VALID = 2;

  static final int GSO_NONE = 0;
  static final int GSO_TCPV4 = 1;

  /** May be added to a type: TCP with ECN. */
  static final int GSO_ECN = 0x80;

  /** Where the data offset is in a TCP header: the upper half of a byte, in words of 4 bytes. */
  private static final int TCP_DATA_OFFSET = 12;

  private final ByteBuffer bytes;

  /**
   * A view of the header at index 0. It reads a field only when it is asked for it.
   *
   * @param bytes in the network's byte order
   */
  VirtioHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The flags: {@link #NEEDS_CSUM}, {@link #DATA_VALID}, both, or none. */
  int flags() {
    return bytes.get(FLAGS) & 0xFF;
  }

  // --- Exercise 8.1: Ten bytes before each frame (linux/virtio_net.h)

  /**
   * A field of 16 bits. This header never leaves the machine, so its numbers are in the machine's
   * byte order ({@link ByteOrder#nativeOrder}). The buffer may have another order.
   *
   * @return from 0 to 65535
   */
  static int number(ByteBuffer bytes, int index) {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /** How much text each segment of a super-segment has; 0 if the frame is a single one. */
  int segmentSize() {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /**
   * Whether we understand this header. The frame must be a single one or a super-segment of TCP
   * over IPv4, with ECN or without. A super-segment must have a segment size. If the checksum is
   * partial, its two bytes must be within the frame.
   *
   * @param frameSize in bytes, this header not counted
   */
  boolean isSound(int frameSize) {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /** The type of super-segment, without ECN. */
  private int gsoType() {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.1

  // --- Exercise 8.2: Ten bytes before our frames (linux/virtio_net.h)

  /**
   * Puts the header before a frame. The header asks the kernel to do what the frame leaves to it:
   * to complete the checksum ({@link OutgoingFrame#checksumStart}), and to cut the frame ({@link
   * OutgoingFrame#segmentSize}). If the frame leaves nothing to the kernel, all ten bytes are 0.
   *
   * <p>For a super-segment, hdr_len is the size of all headers: Ethernet, IPv4, and TCP with its
   * options.
   *
   * @param frame has old bytes in the place for the header; only frames with TCP are cut
   */
  static void prepend(OutgoingFrame frame) {
    throw new workshop.NotDone("8.2", "docs/phase8-speed.md");
  }

  private static void putNumber(ByteBuffer bytes, int index, int number) {
    throw new workshop.NotDone("8.2", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.2
}
