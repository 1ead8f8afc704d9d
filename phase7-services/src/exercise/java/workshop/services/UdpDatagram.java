package workshop.services;

import java.nio.ByteBuffer;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tap.OutgoingFrame;
import workshop.tcp.PseudoHeader;

/**
 * A UDP datagram (RFC 768), received or to be sent.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |          source port          |       destination port        |   0
 *   +-------------------------------+-------------------------------+
 *   |            length             |           checksum            |   4
 *   +-------------------------------+-------------------------------+
 *   |                            data ...                               8
 * </pre>
 *
 * @param sourcePort from 0 to 65535; 0 if the sender wants no answer
 * @param destinationPort from 0 to 65535
 * @param data from index 0 to the limit; of a received datagram, a view that is valid only until
 *     its handler returns
 */
public record UdpDatagram(int sourcePort, int destinationPort, ByteBuffer data) {
  static final int SOURCE_PORT = 0;
  static final int DESTINATION_PORT = 2;
  static final int LENGTH = 4;
  static final int CHECKSUM = 6;

  /** The size of the header, in bytes. */
  public static final int HEADER_SIZE = 8;

  /** This value in the checksum's field means: the sender has computed none. */
  static final int NO_CHECKSUM = 0;

  /**
   * Reads a datagram.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit
   * @throws MalformedException if the length or the checksum is wrong
   */
  public static UdpDatagram parse(ByteBuffer bytes, Ipv4Address source, Ipv4Address destination)
      throws MalformedException {
    ByteBuffer datagram = cut(bytes);
    if (!isIntact(datagram, source, destination)) {
      throw new MalformedException(ServicesDrop.BAD_UDP_CHECKSUM);
    }
    return read(datagram);
  }

  /**
   * Reads a datagram from a link that has checked the checksum.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit
   * @throws MalformedException if its length is impossible
   */
  static UdpDatagram parseChecked(ByteBuffer bytes) throws MalformedException {
    return read(cut(bytes));
  }

  // --- Exercise 7.1: A datagram comes in (RFC 768)

  /**
   * The bytes of the datagram: header and data. The length field says where they end. This may be
   * before the end of the packet.
   *
   * @param bytes an IPv4 packet's payload, from index 0 to the limit
   * @return a view with index 0 at the header's first byte
   * @throws MalformedException if there are fewer bytes than {@link #HEADER_SIZE} ({@link
   *     ServicesDrop#DATAGRAM_TOO_SHORT}); or if the length field is smaller than {@link
   *     #HEADER_SIZE}, or larger than the number of bytes ({@link ServicesDrop#BAD_UDP_LENGTH})
   */
  static ByteBuffer cut(ByteBuffer bytes) throws MalformedException {
    throw new workshop.NotDone("7.1", "docs/phase7-services.md");
  }

  /**
   * Whether pseudo-header, header and data agree with the checksum. If the field is {@link
   * #NO_CHECKSUM}, there is nothing to check: the answer is yes.
   *
   * @param datagram as {@link #cut} returns it
   */
  static boolean isIntact(ByteBuffer datagram, Ipv4Address source, Ipv4Address destination) {
    throw new workshop.NotDone("7.1", "docs/phase7-services.md");
  }

  /**
   * The ports and the data.
   *
   * @param datagram as {@link #cut} returns it
   */
  static UdpDatagram read(ByteBuffer datagram) {
    throw new workshop.NotDone("7.1", "docs/phase7-services.md");
  }

  // --- End of exercise 7.1

  /** Empties the frame, and puts the datagram into it, with its checksum. */
  public void write(OutgoingFrame frame, Ipv4Address source, Ipv4Address destination) {
    frame.message(data.limit()).put(0, data, 0, data.limit());
    writeHeader(frame.prepend(HEADER_SIZE), source, destination);
  }

  // --- Exercise 7.2: A datagram goes out (RFC 768)

  /**
   * Puts the header at the start of the buffer, with its checksum. Do not move any position.
   *
   * @param datagram first {@link #HEADER_SIZE} old bytes, which you have to overwrite; then the
   *     data, up to the limit
   */
  void writeHeader(ByteBuffer datagram, Ipv4Address source, Ipv4Address destination) {
    throw new workshop.NotDone("7.2", "docs/phase7-services.md");
  }

  // --- End of exercise 7.2

  /** One line for people. */
  @Override
  public String toString() {
    return "UDP %d > %d, %d bytes of data".formatted(sourcePort, destinationPort, data.limit());
  }
}
