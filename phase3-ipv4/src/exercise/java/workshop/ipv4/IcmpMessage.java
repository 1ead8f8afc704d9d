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
    throw new workshop.NotDone("3.6", "docs/phase3-ipv4.md");
  }

  /**
   * The answer to this echo request: the same data, the same identifier, the same sequence number
   * (RFC 1122 section 3.2.2.6).
   */
  public IcmpMessage echoReply() {
    throw new workshop.NotDone("3.6", "docs/phase3-ipv4.md");
  }

  /**
   * Writes the message with its checksum into the buffer, from index 0. Copies {@code rest} from
   * its index 0 to its limit. Changes the position of neither buffer.
   *
   * @param buffer may be full of old bytes: overwrite all of them
   */
  public void write(ByteBuffer buffer) {
    throw new workshop.NotDone("3.6", "docs/phase3-ipv4.md");
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
