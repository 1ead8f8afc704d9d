package workshop.tcp;

import workshop.ipv4.InternetChecksum;
import workshop.shared.Ipv4Address;

/**
 * What the TCP checksum covers besides the segment (RFC 9293 section 3.1): it is never sent, and
 * guards against segments that went to the wrong machine.
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
   * A checksum with the pseudo-header in it, ready for header and payload to be added.
   *
   * @param protocol see {@link workshop.ipv4.Protocol}
   * @param length of header and payload, in bytes
   */
  public static InternetChecksum checksum(
      Ipv4Address source, Ipv4Address destination, int protocol, int length) {
    return new InternetChecksum().add(sum(source, destination, protocol, length));
  }

  // --- Exercise 4.4: The pseudo-header (RFC 9293 section 3.1)

  /**
   * The sum of its six 16-bit words, carries and all: {@link InternetChecksum} folds them. The 32
   * bits of an address are {@link Ipv4Address#bits}.
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
// - It is never sent, so there is nothing to write: only its sum is needed.
// - The Internet checksum adds words of 16 bits. An address is two of them; the zero and the
//   protocol are one together; the length is the last.
// - The words of an address: `bits() >>> 16` and `bits() & 0xFFFF`. With `>>` the sign would come
//   along.
