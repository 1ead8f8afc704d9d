package workshop.tcp;

import java.nio.ByteBuffer;

/**
 * The header of a TCP segment (RFC 9293 section 3.1). The methods read directly from the segment.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |          source port          |       destination port        |   0
 *   +-------------------------------+-------------------------------+
 *   |                        sequence number                        |   4
 *   +---------------------------------------------------------------+
 *   |                     acknowledgment number                     |   8
 *   +-------+-------+---------------+-------------------------------+
 *   | data  |  re-  | C E U A P R S F                               |
 *   | offset| served| W C R C S S Y I            window             |  12
 *   |       |       | R E G K H T N N                               |
 *   +-------+-------+---------------+-------------------------------+
 *   |           checksum            |        urgent pointer         |  16
 *   +-------------------------------+-------------------------------+
 *   |               options: (data offset - 5) * 4 bytes            |  20
 *   +---------------------------------------------------------------+
 * </pre>
 */
public final class TcpHeader {
  static final int SOURCE_PORT = 0;
  static final int DESTINATION_PORT = 2;
  static final int SEQUENCE_NUMBER = 4;
  static final int ACKNOWLEDGMENT_NUMBER = 8;
  static final int DATA_OFFSET = 12;
  static final int FLAGS = 13;
  static final int WINDOW = 14;
  static final int CHECKSUM = 16;
  static final int URGENT_POINTER = 18;

  /** The size of a header without options, in bytes. */
  static final int MINIMUM_SIZE = 20;

  private final ByteBuffer segment;

  /**
   * The header of this segment. Nothing is checked yet; see {@link TcpSegment#parse}.
   *
   * @param segment with the header's first byte at index 0, and {@link #MINIMUM_SIZE} bytes or more
   */
  public TcpHeader(ByteBuffer segment) {
    this.segment = segment;
  }

  // --- Exercise 4.1: The fields of a header (RFC 9293 section 3.1)

  /** From 0 to 65535. */
  public int sourcePort() {
    return segment.getShort(SOURCE_PORT) & 0xFFFF;
  }

  /** From 0 to 65535. */
  public int destinationPort() {
    return segment.getShort(DESTINATION_PORT) & 0xFFFF;
  }

  /** The number of the segment's first byte, or of its SYN. */
  public SequenceNumber sequenceNumber() {
    return new SequenceNumber(segment.getInt(SEQUENCE_NUMBER));
  }

  /** The number that the sender expects next; valid if the flag ACK is set. */
  public SequenceNumber acknowledgmentNumber() {
    return new SequenceNumber(segment.getInt(ACKNOWLEDGMENT_NUMBER));
  }

  /** The header's size in bytes, with options. The field counts words of 4 bytes. */
  public int length() {
    return (segment.get(DATA_OFFSET) >>> 4 & 0xF) * 4;
  }

  /** The control bits; see {@link TcpFlags}. */
  public int flags() {
    return segment.get(FLAGS) & 0xFF;
  }

  /** How many bytes the sender can receive, from 0 to 65535. */
  public int window() {
    return segment.getShort(WINDOW) & 0xFFFF;
  }

  /** How far after the sequence number the urgent data ends; valid if the flag URG is set. */
  public int urgentPointer() {
    return segment.getShort(URGENT_POINTER) & 0xFFFF;
  }

  // --- End of exercise 4.1
}

// Hints for 4.1:
// - The class has a constant for the place of each field. `writeFields` in TcpSegment writes each
//   field to its place. You read each field from its place.
// - Ports, window and urgent pointer have 16 bits without a sign: `& 0xFFFF`. A sequence number
//   needs no mask: pass its 32 bits to SequenceNumber.
// - The data offset is the upper half of its byte, and counts words of 4 bytes. The byte has a
//   sign, and a shift copies the sign. So shift first, then mask.
