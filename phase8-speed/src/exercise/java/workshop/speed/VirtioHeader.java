package workshop.speed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import workshop.tap.OutgoingFrame;

/**
 * The virtio-net header: ten bytes that the kernel puts before each frame, and that it wants before
 * each of ours (linux/virtio_net.h, {@code struct virtio_net_hdr}). They say what work is left to
 * the receiver of the frame.
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

  /** The checksum is partial: who sends the frame on a wire sums from csum_start to the end. */
  static final int NEEDS_CSUM = 1;

  /** The checksum was there, and somebody has found it right. */
  static final int DATA_VALID = 2;

  static final int GSO_NONE = 0;
  static final int GSO_TCPV4 = 1;

  /** May be added to a type: TCP with ECN. */
  static final int GSO_ECN = 0x80;

  /** Where the data offset is in a TCP header: the upper half of a byte, in words of 4 bytes. */
  private static final int TCP_DATA_OFFSET = 12;

  private final ByteBuffer bytes;

  /**
   * The header that stands at index 0, whenever it is asked for a field.
   *
   * @param bytes in the network's byte order
   */
  VirtioHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Which of {@link #NEEDS_CSUM} and {@link #DATA_VALID} apply. */
  int flags() {
    return bytes.get(FLAGS) & 0xFF;
  }

  // --- Exercise 8.1: Ten bytes before each frame (linux/virtio_net.h)

  /**
   * A field of 16 bits. This header never leaves the machine: its numbers are in the machine's byte
   * order ({@link ByteOrder#nativeOrder}), whatever the order of the buffer is.
   *
   * @return from 0 to 65535
   */
  static int number(ByteBuffer bytes, int index) {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /**
   * How much text each segment has that the sender's TCP has made; 0 if the frame is a single one.
   */
  int segmentSize() {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /**
   * Whether this is a header that we can understand: a single frame or a super-segment of TCP over
   * IPv4, with ECN or without; a super-segment tells its segment size; and a checksum that is
   * needed has its two bytes within the frame.
   *
   * @param frameSize in bytes, this header not counted
   */
  boolean isSound(int frameSize) {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  /** The type of super-segment, ECN left out. */
  private int gsoType() {
    throw new workshop.NotDone("8.1", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.1

  // --- Exercise 8.2: Ten bytes before our frames (linux/virtio_net.h)

  /**
   * Puts the header before a frame. It asks the kernel for what the frame leaves to it: a checksum
   * ({@link OutgoingFrame#checksumStart}), and to be cut ({@link OutgoingFrame#segmentSize}). If it
   * leaves nothing, all ten bytes are 0.
   *
   * <p>hdr_len, of a super-segment, is the size of all headers: Ethernet, IPv4 and TCP with its
   * options.
   *
   * @param frame full of old bytes where the header goes; only TCP's are cut
   */
  static void prepend(OutgoingFrame frame) {
    throw new workshop.NotDone("8.2", "docs/phase8-speed.md");
  }

  private static void putNumber(ByteBuffer bytes, int index, int number) {
    throw new workshop.NotDone("8.2", "docs/phase8-speed.md");
  }

  // --- End of exercise 8.2
}
