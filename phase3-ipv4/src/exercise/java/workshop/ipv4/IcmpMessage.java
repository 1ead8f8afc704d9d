package workshop.ipv4;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;

/**
 * An ICMP message (RFC 792). For an echo, it is:
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
 * @param rest all that stands after the checksum, from index 0 to the limit: valid only until the
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

  /** How long the message is, in bytes. */
  public int size() {
    return REST + rest.limit();
  }

  // --- Exercise 3.6: ICMP messages in and out (RFC 792)

  /**
   * Reads a message.
   *
   * @param bytes a packet's payload, from index 0 to the limit; its position stays where it is
   * @throws MalformedException if it is shorter than {@link #HEADER_SIZE} ({@link
   *     Ipv4Drop#ICMP_TOO_SHORT}), or its checksum, which covers all of it, is wrong ({@link
   *     Ipv4Drop#BAD_ICMP_CHECKSUM})
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
   * Puts the message into the buffer, from index 0, with its checksum. The rest goes from its index
   * 0 to its limit. Neither buffer's position moves.
   *
   * @param buffer may be dirty: whatever stood in it before must not show through
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
