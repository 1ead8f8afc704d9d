package workshop.ipv4;

import java.nio.ByteBuffer;

/**
 * The Internet checksum (RFC 1071), the one of IPv4, ICMP, UDP and TCP: the one's complement of the
 * one's complement sum of all 16-bit words. What it covers may come in parts.
 */
public final class InternetChecksum {
  /** Carries are not folded in at once: 64 bits hold more of them than a packet can cause. */
  private long sum;

  /** Whether the parts so far end in the middle of a 16-bit word. */
  private boolean odd;

  // --- Exercise 3.2: The Internet checksum (RFC 1071 section 1)

  /**
   * The checksum of one part alone; 0 where the part contains its own checksum, and it is right.
   *
   * @return from 0 to 65535, as it is put into a header
   */
  public static int of(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  /** The sum of the 16-bit words in {@code length} bytes, from {@code index} on: not folded yet. */
  private static long sumOf(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  /** Adds the carries back in until none is left ("end-around carry"). */
  private static int fold(long sum) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.2

  // --- Exercise 3.3: A checksum in several parts (RFC 1071 section 2)

  /** Adds {@code length} bytes, from {@code index} on, in network byte order. */
  public InternetChecksum add(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /**
   * Adds 16-bit words that are summed already: one alone, or several.
   *
   * @param words their sum, not negative; carries may have been left in its upper bits
   */
  public InternetChecksum add(int words) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /** The checksum of all that was added so far, from 0 to 65535, as it is put into a header. */
  public int value() {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /** The two bytes change places: 0x1234 becomes 0x3412. */
  private static int swapHalves(int word) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.3
}
