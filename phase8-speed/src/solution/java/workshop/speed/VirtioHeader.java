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
    short number = bytes.getShort(index);
    boolean same = bytes.order() == ByteOrder.nativeOrder();
    return (same ? number : Short.reverseBytes(number)) & 0xFFFF;
  }

  /** How much text each segment of a super-segment has; 0 if the frame is a single one. */
  int segmentSize() {
    return gsoType() == GSO_TCPV4 ? number(bytes, GSO_SIZE) : 0;
  }

  /**
   * Whether we understand this header. The frame must be a single one or a super-segment of TCP
   * over IPv4, with ECN or without. A super-segment must have a segment size. If the checksum is
   * partial, its two bytes must be within the frame.
   *
   * @param frameSize in bytes, this header not counted
   */
  boolean isSound(int frameSize) {
    boolean known = gsoType() == GSO_NONE || segmentSize() > 0;
    boolean needed = (flags() & NEEDS_CSUM) != 0;
    int field = number(bytes, CSUM_START) + number(bytes, CSUM_OFFSET);
    return known && (!needed || field + 2 <= frameSize);
  }

  /** The type of super-segment, without ECN. */
  private int gsoType() {
    return bytes.get(GSO_TYPE) & 0xFF & ~GSO_ECN;
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
    int start = frame.checksumStart();
    ByteBuffer bytes = frame.prepend(SIZE);
    for (int i = 0; i < SIZE; i++) {
      bytes.put(i, (byte) 0);
    }
    if (start >= 0) {
      bytes.put(FLAGS, (byte) NEEDS_CSUM);
      putNumber(bytes, CSUM_START, start);
      putNumber(bytes, CSUM_OFFSET, frame.checksumField());
    }
    if (frame.segmentSize() > 0) {
      bytes.put(GSO_TYPE, (byte) GSO_TCPV4);
      int tcpHeader = (bytes.get(SIZE + start + TCP_DATA_OFFSET) >>> 4 & 0xF) * 4;
      putNumber(bytes, HDR_LEN, start + tcpHeader);
      putNumber(bytes, GSO_SIZE, frame.segmentSize());
    }
  }

  private static void putNumber(ByteBuffer bytes, int index, int number) {
    boolean same = bytes.order() == ByteOrder.nativeOrder();
    bytes.putShort(index, same ? (short) number : Short.reverseBytes((short) number));
  }

  // --- End of exercise 8.2
}

// Hints for 8.1:
// - A buffer has a byte order, and this buffer has the network's. Do not change it: other code
//   reads the frame from the same buffer.
// - `bytes.order()` is the buffer's order. If it is not the machine's, `Short.reverseBytes` swaps
//   the two bytes. Then use `& 0xFFFF`, because shorts are signed.
// - The type contains a flag. Remove ECN before you compare: `& ~GSO_ECN`.
// - isSound asks two questions. Is the type NONE, or TCPV4 with a size? If NEEDS_CSUM is set, are
//   both bytes of the field at csum_start + csum_offset within the frame?

// Hints for 8.2:
// - `frame.checksumStart()` counts from the first byte of the frame. Call it before you prepend:
//   csum_start does not count the ten bytes.
// - `prepend` gives you a place with old bytes in it. Write all ten bytes, each time.
// - The TCP header begins at csum_start. The upper half of its byte 12 is the length of the header,
//   in words of 4 bytes. After you prepend, all this is ten bytes further back.
// - Write numbers as you read them: in the machine's byte order.
