package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;

/**
 * An ICMP message (RFC 792). An echo message looks like this:
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   |     type      |     code      |           checksum            |   0
 *   +---------------+---------------+-------------------------------+
 *   |          identifier           |        sequence number        |   4
 *   +-------------------------------+-------------------------------+
 *   |                            data ...                               8
 * </pre>
 *
 * @param type from 0 to 255
 * @param code from 0 to 255
 * @param rest everything after the checksum, from index 0 to the limit; valid only until the
 *     message's handler returns
 */
public record IcmpMessage(int type, int code, ByteBuffer rest) {
  static final int TYPE = 0;
  static final int CODE = 1;
  static final int CHECKSUM = 2;
  static final int REST = 4;

  /** The size of the smallest message, in bytes. */
  static final int HEADER_SIZE = 8;

  public static final int ECHO_REPLY = 0;
  public static final int ECHO_REQUEST = 8;

  /** The length of the message, in bytes. */
  public int size() {
    return REST + rest.limit();
  }

  // --- Exercise 3.6: ICMP messages in and out (RFC 792)

  /**
   * Reads a message.
   *
   * @param bytes a packet's payload, from index 0 to the limit; do not change its position
   * @throws MalformedException if the message is shorter than {@link #HEADER_SIZE} ({@link
   *     Ipv4Drop#ICMP_TOO_SHORT}), or if its checksum is wrong ({@link
   *     Ipv4Drop#BAD_ICMP_CHECKSUM}). The checksum covers the whole message.
   */
  public static IcmpMessage parse(ByteBuffer bytes) throws MalformedException {
    if (bytes.limit() < HEADER_SIZE) {
      throw new MalformedException(Ipv4Drop.ICMP_TOO_SHORT);
    }
    if (InternetChecksum.of(bytes, 0, bytes.limit()) != 0) {
      throw new MalformedException(Ipv4Drop.BAD_ICMP_CHECKSUM);
    }
    return new IcmpMessage(
        bytes.get(TYPE) & 0xFF, bytes.get(CODE) & 0xFF, bytes.slice(REST, bytes.limit() - REST));
  }

  /**
   * The answer to this echo request: the same data, the same identifier, the same sequence number
   * (RFC 1122 section 3.2.2.6).
   */
  public IcmpMessage echoReply() {
    return new IcmpMessage(ECHO_REPLY, 0, rest);
  }

  /**
   * Writes the message with its checksum into the buffer, from index 0. Copies {@code rest} from
   * its index 0 to its limit. Changes the position of neither buffer.
   *
   * @param buffer may be full of old bytes: overwrite all of them
   */
  public void write(ByteBuffer buffer) {
    buffer.put(TYPE, (byte) type);
    buffer.put(CODE, (byte) code);
    buffer.putShort(CHECKSUM, (short) 0);
    buffer.put(REST, rest, 0, rest.limit());
    buffer.putShort(CHECKSUM, (short) InternetChecksum.of(buffer, 0, size()));
  }

  // --- End of exercise 3.6

  /** One line for people. */
  @Override
  public String toString() {
    return switch (type) {
      case ECHO_REQUEST -> "ICMP echo request, " + echo();
      case ECHO_REPLY -> "ICMP echo reply, " + echo();
      default -> "ICMP type %d code %d".formatted(type, code);
    };
  }

  private String echo() {
    return "id %d, seq %d, %d bytes of data"
        .formatted(rest.getShort(0) & 0xFFFF, rest.getShort(2) & 0xFFFF, rest.limit() - 4);
  }
}

// Hints for 3.6:
// - The checksum of ICMP covers header and data, from the first byte to the last. It does not cover
//   the IPv4 header.
// - `bytes.slice(index, length)` returns a view. Its index 0 is the first byte of the slice. The
//   rest starts after the checksum, at REST.
// - Write in the same order as in the IPv4 header: first 0 into the checksum's field, then
//   everything else, then the checksum of all these bytes.
// - `buffer.put(REST, rest, 0, rest.limit())` copies and moves neither position. `size()` is the
//   length of the message.
