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
    return sumOf(source) + sumOf(destination) + protocol + length;
  }

  private static int sumOf(Ipv4Address address) {
    return (address.bits() >>> 16) + (address.bits() & 0xFFFF);
  }

  // --- End of exercise 4.4
}

// Hints for 4.4:
// - The pseudo-header is never sent. So you write no bytes: you need only its sum.
// - The Internet checksum adds words of 16 bits. Each address is two words. The zero and the
//   protocol are one word together. The length is the last word.
// - The words of an address are `bits() >>> 16` and `bits() & 0xFFFF`. A shift with `>>` would copy
//   the sign.
