package workshop.ethernet;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;

/**
 * A frame in the format of DIX Ethernet, which IP uses (RFC 894).
 *
 * <pre>
 *    0                 6                 12          14
 *   +-----------------+-----------------+-----------+---------------------------+
 *   |   destination   |     source      | EtherType | payload, 46 to 1500 bytes |
 *   +-----------------+-----------------+-----------+---------------------------+
 * </pre>
 *
 * On a real wire, a short payload is padded. On a TAP device, it is not. Only the payload itself
 * can tell where the padding starts.
 *
 * @param payload a view of the received bytes, with the payload's first byte at index 0; valid only
 *     until the frame's handler returns
 */
public record EthernetFrame(
    MacAddress destination, MacAddress source, int etherType, ByteBuffer payload) {
  static final int DESTINATION = 0;
  static final int SOURCE = 6;

  /** Where the EtherType is, in bytes from the start of a frame. */
  public static final int ETHER_TYPE = 12;

  /** The header's size, in bytes. */
  public static final int HEADER_SIZE = 14;

  // --- Exercise 2.2: A frame in and a frame out (RFC 894)

  /**
   * Reads a frame in the network's byte order, whatever order the buffer has.
   *
   * @param bytes the frame, from position to limit; position, limit and byte order stay as they are
   * @throws MalformedException if the frame is shorter than a header
   */
  public static EthernetFrame parse(ByteBuffer bytes) throws MalformedException {
    if (bytes.remaining() < HEADER_SIZE) {
      throw new MalformedException(EthernetDrop.FRAME_TOO_SHORT);
    }
    ByteBuffer frame = bytes.slice();
    return new EthernetFrame(
        MacAddress.read(frame, DESTINATION),
        MacAddress.read(frame, SOURCE),
        frame.getShort(ETHER_TYPE) & 0xFFFF,
        frame.slice(HEADER_SIZE, frame.limit() - HEADER_SIZE));
  }

  /**
   * Writes a header at the start of the buffer. The payload is in the buffer already, after the
   * place for the header.
   *
   * @param frame in the network's byte order; its position stays where it is
   */
  static void writeHeader(
      ByteBuffer frame, MacAddress destination, MacAddress source, int etherType) {
    destination.write(frame, DESTINATION);
    source.write(frame, SOURCE);
    frame.putShort(ETHER_TYPE, (short) etherType);
  }

  // --- End of exercise 2.2

  /** One line for people. */
  @Override
  public String toString() {
    return "%s > %s %s, %d bytes"
        .formatted(source, destination, EtherType.name(etherType), payload.remaining());
  }
}

// Hints for 2.2:
// - The frame starts at the buffer's position, which may be greater than 0. bytes.slice() is a
//   view with the frame's first byte at index 0. It is in the network's byte order, whatever order
//   bytes has.
// - If there are fewer bytes than HEADER_SIZE, throw a MalformedException with
//   EthernetDrop.FRAME_TOO_SHORT before you read anything. A header without payload is a frame.
// - The result of getShort has a sign, an EtherType has none: use & 0xFFFF. slice(index, length)
//   is the payload.
