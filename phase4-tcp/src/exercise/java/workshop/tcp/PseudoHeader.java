package workshop.tcp;

import workshop.ipv4.InternetChecksum;
import workshop.shared.Ipv4Address;

/**
 * The TCP checksum covers these bytes and the segment (RFC 9293 section 3.1). The pseudo-header is
 * never sent. With it, the receiver notices a segment that went to the wrong machine.
 *
 * <pre>
 *   +---------------------------------------------------------------+
 *   |                        source address                         |
 *   +---------------------------------------------------------------+
 *   |                      destination address                      |
 *   +---------------+---------------+-------------------------------+
 *   |     zero      |   protocol    |  length of header and payload |
 *   +---------------+---------------+-------------------------------+
 * </pre>
 */
public final class PseudoHeader {
  private PseudoHeader() {}

  /**
   * A checksum that contains the pseudo-header. You can add header and payload to it.
   *
   * @param protocol see {@link workshop.ipv4.Protocol}
   * @param length the size of header and payload, in bytes
   */
  public static InternetChecksum checksum(
      Ipv4Address source, Ipv4Address destination, int protocol, int length) {
    return new InternetChecksum().add(sum(source, destination, protocol, length));
  }

  // --- Exercise 4.4: The pseudo-header (RFC 9293 section 3.1)

  /**
   * The sum of the six 16-bit words, not folded: {@link InternetChecksum} folds it later. {@link
   * Ipv4Address#bits} returns the 32 bits of an address.
   */
  static int sum(Ipv4Address source, Ipv4Address destination, int protocol, int length) {
    throw new workshop.NotDone("4.4", "docs/phase4-tcp.md");
  }

  private static int sumOf(Ipv4Address address) {
    throw new workshop.NotDone("4.4", "docs/phase4-tcp.md");
  }

  // --- End of exercise 4.4
}
