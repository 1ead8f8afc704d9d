package workshop.tcp;

import java.nio.ByteBuffer;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/**
 * A TCP segment that we received or will send. The RFC calls its fields SEG.SEQ, SEG.ACK, SEG.WND
 * and SEG.UP. It calls {@link #length} SEG.LEN.
 *
 * @param sourcePort from 0 to 65535
 * @param destinationPort from 0 to 65535
 * @param seq the number of the first byte, or of the SYN
 * @param ack the number that the sender expects next; valid with the flag ACK
 * @param flags see {@link TcpFlags}
 * @param window from 0 to 65535, in bytes
 * @param urgentPointer how far after seq the urgent data ends; valid with the flag URG
 * @param options from index 0 to the limit
 * @param payload from index 0 to the limit. Options and payload of a received segment are views:
 *     they are valid only until the segment's handler returns.
 */
public record TcpSegment(
    int sourcePort,
    int destinationPort,
    SequenceNumber seq,
    SequenceNumber ack,
    int flags,
    int window,
    int urgentPointer,
    ByteBuffer options,
    ByteBuffer payload) {

  /** The size of a TCP header without options, in bytes. */
  public static final int HEADER_SIZE = TcpHeader.MINIMUM_SIZE;

  /** No payload. */
  public static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** The result of {@link #checksum} for a segment that contains the right checksum. */
  static final int RIGHT = 0;

  /**
   * Reads a segment.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit; its position does not change
   * @throws MalformedException if a length or the checksum is wrong
   */
  public static TcpSegment parse(ByteBuffer bytes, Ipv4Address source, Ipv4Address destination)
      throws MalformedException {
    return parse(bytes, checksum(bytes, source, destination));
  }

  // --- Exercise 4.5: Segments in and out (RFC 9293 section 3.1)

  /**
   * Reads a segment.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit; do not change its position
   * @param checksum the checksum over pseudo-header and segment, already computed. If it is not
   *     {@link #RIGHT}, the segment is damaged.
   * @throws MalformedException if a check fails. Check in this order, and use the first reason that
   *     applies: {@link TcpDrop#SEGMENT_TOO_SHORT}, {@link TcpDrop#BAD_DATA_OFFSET}, {@link
   *     TcpDrop#BAD_CHECKSUM}.
   */
  static TcpSegment parse(ByteBuffer bytes, int checksum) throws MalformedException {
    if (bytes.limit() < HEADER_SIZE) {
      throw new MalformedException(TcpDrop.SEGMENT_TOO_SHORT);
    }
    TcpHeader header = new TcpHeader(bytes);
    int headerLength = header.length();
    if (headerLength < HEADER_SIZE || headerLength > bytes.limit()) {
      throw new MalformedException(TcpDrop.BAD_DATA_OFFSET);
    }
    // MUST-3: the receiver must check the checksum.
    if (checksum != RIGHT) {
      throw new MalformedException(TcpDrop.BAD_CHECKSUM);
    }
    return of(
        header,
        bytes.slice(HEADER_SIZE, headerLength - HEADER_SIZE),
        bytes.slice(headerLength, bytes.limit() - headerLength));
  }

  /**
   * Writes the header and the options at the start of the buffer, with a checksum of 0. Zeros fill
   * up the options to a multiple of 4 bytes. The payload is already in the buffer, after them.
   *
   * @param buffer full of old bytes before the payload: overwrite all of them
   */
  void writeHeader(ByteBuffer buffer) {
    writeFields(buffer);
    buffer.put(HEADER_SIZE, options, 0, options.limit());
    for (int i = HEADER_SIZE + options.limit(); i < headerLength(); i++) {
      buffer.put(i, (byte) TcpOptions.END_OF_LIST);
    }
  }

  /** The header's size in bytes, with options: a multiple of 4. */
  int headerLength() {
    return HEADER_SIZE + (options.limit() + 3) / 4 * 4;
  }

  // --- End of exercise 4.5

  /** Makes a segment from this header, these options and this payload. */
  private static TcpSegment of(TcpHeader header, ByteBuffer options, ByteBuffer payload) {
    return new TcpSegment(
        header.sourcePort(),
        header.destinationPort(),
        header.sequenceNumber(),
        header.acknowledgmentNumber(),
        header.flags(),
        header.window(),
        header.urgentPointer(),
        options,
        payload);
  }

  /** Writes all fields of the header to their places, with 0 for the checksum. */
  private void writeFields(ByteBuffer buffer) {
    buffer.putShort(TcpHeader.SOURCE_PORT, (short) sourcePort);
    buffer.putShort(TcpHeader.DESTINATION_PORT, (short) destinationPort);
    buffer.putInt(TcpHeader.SEQUENCE_NUMBER, seq.value());
    buffer.putInt(TcpHeader.ACKNOWLEDGMENT_NUMBER, ack.value());
    buffer.put(TcpHeader.DATA_OFFSET, (byte) (headerLength() / 4 << 4));
    buffer.put(TcpHeader.FLAGS, (byte) flags);
    buffer.putShort(TcpHeader.WINDOW, (short) window);
    buffer.putShort(TcpHeader.CHECKSUM, (short) 0);
    buffer.putShort(TcpHeader.URGENT_POINTER, (short) urgentPointer);
  }

  /** Empties the frame, and writes the segment with its checksum into it. */
  public void write(OutgoingFrame frame, Ipv4Address source, Ipv4Address destination) {
    write(frame);
    fillInChecksum(frame, source, destination);
  }

  /** Empties the frame, and writes the segment into it, with 0 for the checksum. */
  void write(OutgoingFrame frame) {
    frame.message(payload.limit()).put(0, payload, 0, payload.limit());
    writeHeader(frame.prepend(headerLength()));
  }

  /** Writes the checksum into a segment whose checksum field is 0. */
  static void fillInChecksum(OutgoingFrame frame, Ipv4Address source, Ipv4Address destination) {
    ByteBuffer bytes = frame.bytes();
    bytes.putShort(TcpHeader.CHECKSUM, (short) checksum(bytes, source, destination));
  }

  /**
   * The checksum over pseudo-header, header and payload. It also covers the checksum field: if the
   * right checksum is in the field, the result is {@link #RIGHT}.
   */
  private static int checksum(ByteBuffer segment, Ipv4Address source, Ipv4Address destination) {
    int length = segment.limit();
    return PseudoHeader.checksum(source, destination, Protocol.TCP, length)
        .add(segment, 0, length)
        .value();
  }

  /** True if this flag is set. For several flags: true if all of them are set. */
  public boolean has(int flag) {
    return (flags & flag) == flag;
  }

  // --- Exercise 4.6: SEG.LEN (RFC 9293 section 3.4)

  /**
   * SEG.LEN: how many sequence numbers the segment uses. SYN and FIN use one each, so that the peer
   * can acknowledge them (RFC 9293 section 3.4).
   */
  public int length() {
    return payload.limit() + (has(TcpFlags.SYN) ? 1 : 0) + (has(TcpFlags.FIN) ? 1 : 0);
  }

  /** The sequence number after the segment: the next segment starts with it. */
  public SequenceNumber end() {
    return seq.plus(length());
  }

  // --- End of exercise 4.6

  /** One line for people. */
  @Override
  public String toString() {
    return "%d > %d %s seq=%s%s win=%d len=%d"
        .formatted(
            sourcePort,
            destinationPort,
            TcpFlags.toString(flags),
            seq,
            has(TcpFlags.ACK) ? " ack=" + ack : "",
            window,
            payload.limit());
  }
}

// Hints for 4.5:
// - In: work in the order of IPv4. Check the buffer's length before you read a field. Check the
//   header's length before you use it. Then check the checksum. Then read the fields.
// - The checksum is computed before `parse` is called. You only decide what a wrong value means.
// - The options lie between byte 20 and the end of the header. The payload comes after them. Both
//   are views: `bytes.slice(index, length)`.
// - Two methods are given: `of` makes a segment from a header and the two views, and `writeFields`
//   writes the fields.
// - Out: the header's length is 20 plus the length of the options, rounded up to a multiple of 4.
//   Write zeros after the options, up to the end of the header.

// Hints for 4.6:
// - Every byte of the payload has a sequence number. The peer must also acknowledge some flags.
//   Which flags need a number for this?
// - `has(TcpFlags.SYN)` says whether the flag is set. An ACK alone uses no number: otherwise there
//   would be an ACK for every ACK, for ever.
