package workshop.tcp;

import java.nio.ByteBuffer;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;

/**
 * A TCP segment, received or to be sent. The RFC's names for its fields are SEG.SEQ, SEG.ACK,
 * SEG.WND, SEG.UP and, for {@link #length}, SEG.LEN.
 *
 * @param sourcePort from 0 to 65535
 * @param destinationPort from 0 to 65535
 * @param seq the number of the first byte, or of the SYN
 * @param ack the number that the sender expects next; valid with the flag ACK
 * @param flags see {@link TcpFlags}
 * @param window from 0 to 65535, in bytes
 * @param urgentPointer how far after seq the urgent data ends; valid with the flag URG
 * @param options from index 0 to the limit; of a received segment, like the payload a view that is
 *     valid only until its handler returns
 * @param payload from index 0 to the limit
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

  /** What {@link #checksum} is for a segment that has the right one in it. */
  static final int RIGHT = 0;

  /**
   * Reads a segment.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit; its position stays where it
   *     is
   * @throws MalformedException if anything does not hold together
   */
  public static TcpSegment parse(ByteBuffer bytes, Ipv4Address source, Ipv4Address destination)
      throws MalformedException {
    return parse(bytes, checksum(bytes, source, destination));
  }

  // --- Exercise 4.5: Segments in and out (RFC 9293 section 3.1)

  /**
   * Reads a segment.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit; its position stays where it
   *     is
   * @param checksum the one over pseudo-header and segment, which has been computed already: if it
   *     is not {@link #RIGHT}, the segment is damaged
   * @throws MalformedException if anything does not hold together; the reason is the first that
   *     applies of {@link TcpDrop#SEGMENT_TOO_SHORT}, {@link TcpDrop#BAD_DATA_OFFSET} and {@link
   *     TcpDrop#BAD_CHECKSUM}
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
    // MUST-3: the receiver checks it.
    if (checksum != RIGHT) {
      throw new MalformedException(TcpDrop.BAD_CHECKSUM);
    }
    return of(
        header,
        bytes.slice(HEADER_SIZE, headerLength - HEADER_SIZE),
        bytes.slice(headerLength, bytes.limit() - headerLength));
  }

  /**
   * Puts the header and the options at the start of the buffer, with a checksum of 0. Options are
   * filled up with zeros to a whole number of 4 bytes. The payload is there already, after them.
   *
   * @param buffer full of old bytes, up to the payload: none of them must show through
   */
  void writeHeader(ByteBuffer buffer) {
    writeFields(buffer);
    buffer.put(HEADER_SIZE, options, 0, options.limit());
    for (int i = HEADER_SIZE + options.limit(); i < headerLength(); i++) {
      buffer.put(i, (byte) TcpOptions.END_OF_LIST);
    }
  }

  /** The header's size in bytes, options included: a multiple of 4. */
  int headerLength() {
    return HEADER_SIZE + (options.limit() + 3) / 4 * 4;
  }

  // --- End of exercise 4.5

  /** With the fields of this header. */
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

  /** Puts all fields of the header at their places, with 0 for the checksum. */
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

  /** Empties the frame, and puts the segment into it, with its checksum. */
  public void write(OutgoingFrame frame, Ipv4Address source, Ipv4Address destination) {
    write(frame);
    fillInChecksum(frame, source, destination);
  }

  /** The same, with 0 for the checksum. */
  void write(OutgoingFrame frame) {
    frame.message(payload.limit()).put(0, payload, 0, payload.limit());
    writeHeader(frame.prepend(headerLength()));
  }

  /** Puts the checksum into a segment that has 0 there. */
  static void fillInChecksum(OutgoingFrame frame, Ipv4Address source, Ipv4Address destination) {
    ByteBuffer bytes = frame.bytes();
    bytes.putShort(TcpHeader.CHECKSUM, (short) checksum(bytes, source, destination));
  }

  /**
   * The checksum over pseudo-header, header and payload. What is in its own field counts too: it is
   * {@link #RIGHT} if the right one is there.
   */
  private static int checksum(ByteBuffer segment, Ipv4Address source, Ipv4Address destination) {
    int length = segment.limit();
    return PseudoHeader.checksum(source, destination, Protocol.TCP, length)
        .add(segment, 0, length)
        .value();
  }

  /** Whether this flag is set, or all of these. */
  public boolean has(int flag) {
    return (flags & flag) == flag;
  }

  // --- Exercise 4.6: SEG.LEN (RFC 9293 section 3.4)

  /**
   * SEG.LEN: how many sequence numbers the segment takes up. SYN and FIN take up one each, so that
   * they can be acknowledged (RFC 9293 section 3.4).
   */
  public int length() {
    return payload.limit() + (has(TcpFlags.SYN) ? 1 : 0) + (has(TcpFlags.FIN) ? 1 : 0);
  }

  /** The sequence number after the segment: what the next one starts with. */
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
// - In: as with IPv4, look at the length before you read a field, and at the header's length before
//   you rely on it. Then the checksum, then the fields.
// - The checksum is computed before `parse` is called. You only say what a wrong one means.
// - Options lie between byte 20 and the end of the header, the payload after it. Both are views:
//   `bytes.slice(index, length)`.
// - The typing is done: `of` makes a segment out of a header and the two views, and `writeFields`
//   puts the fields.
// - Out: the header's length is 20 and that of the options, rounded up to a multiple of 4. After
//   the options come zeros up to there.

// Hints for 4.6:
// - Every byte of the payload has a sequence number. Which flags need one too, because the peer has
//   to acknowledge them?
// - `has(TcpFlags.SYN)` tells whether the flag is set. An ACK alone takes up nothing: else there
//   would be an ACK for every ACK, for ever.
