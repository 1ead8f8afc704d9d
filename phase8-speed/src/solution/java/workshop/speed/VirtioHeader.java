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
    short number = bytes.getShort(index);
    boolean same = bytes.order() == ByteOrder.nativeOrder();
    return (same ? number : Short.reverseBytes(number)) & 0xFFFF;
  }

  /**
   * How much text each segment has that the sender's TCP has made; 0 if the frame is a single one.
   */
  int segmentSize() {
    return gsoType() == GSO_TCPV4 ? number(bytes, GSO_SIZE) : 0;
  }

  /**
   * Whether this is a header that we can understand: a single frame or a super-segment of TCP over
   * IPv4, with ECN or without; a super-segment tells its segment size; and a checksum that is
   * needed has its two bytes within the frame.
   *
   * @param frameSize in bytes, this header not counted
   */
  boolean isSound(int frameSize) {
    boolean known = gsoType() == GSO_NONE || segmentSize() > 0;
    boolean needed = (flags() & NEEDS_CSUM) != 0;
    int field = number(bytes, CSUM_START) + number(bytes, CSUM_OFFSET);
    return known && (!needed || field + 2 <= frameSize);
  }

  /** The type of super-segment, ECN left out. */
  private int gsoType() {
    return bytes.get(GSO_TYPE) & 0xFF & ~GSO_ECN;
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
// - A buffer has a byte order of its own, and this one has the network's. You may not change it:
//   the frame is read from the same buffer.
// - `bytes.order()` tells the buffer's order. If it is not the machine's, `Short.reverseBytes`
//   swaps the two bytes. Then `& 0xFFFF`, as always.
// - The type has a flag in it. Take ECN away before you compare: `& ~GSO_ECN`.
// - isSound has two questions. Is the type NONE, or TCPV4 with a size? And if NEEDS_CSUM is set,
//   do csum_start + csum_offset and the two bytes of the field lie within the frame?

// Hints for 8.2:
// - `frame.checksumStart()` counts from the first byte in the frame. Ask for it before you
//   prepend: csum_start does not count the ten bytes.
// - `prepend` hands you a place with old bytes in it. All ten must be written, each time.
// - The TCP header begins at csum_start. Its byte 12 has the length in its upper half, in words of
//   4 bytes. After prepending, all of this has moved by ten bytes.
// - Write numbers as you have read them: in the machine's byte order.
