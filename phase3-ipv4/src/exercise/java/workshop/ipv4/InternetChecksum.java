package workshop.ipv4;

import java.nio.ByteBuffer;

/**
 * The Internet checksum (RFC 1071) of IPv4, ICMP, UDP and TCP. It is the one's complement of the
 * one's complement sum of all 16-bit words. You can add the bytes in several parts.
 */
public final class InternetChecksum {
  /** Not folded yet: a packet cannot cause more carries than 64 bits can hold. */
  private long sum;

  /** True if the parts so far end in the middle of a 16-bit word. */
  private boolean odd;

  // --- Exercise 3.2: The Internet checksum (RFC 1071 section 1)

  /**
   * The checksum of one part. It is 0 if the part contains its own checksum and is right.
   *
   * @return from 0 to 65535, as a header has it
   */
  public static int of(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  /** Adds up the 16-bit words of {@code length} bytes, starting at {@code index}; does not fold. */
  private static long sumOf(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  /** Adds the carries to the lower 16 bits until none is left ("end-around carry"). */
  private static int fold(long sum) {
    throw new workshop.NotDone("3.2", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.2

  // --- Exercise 3.3: A checksum in several parts (RFC 1071 section 2)

  /** Adds {@code length} bytes in network byte order, starting at {@code index}. */
  public InternetChecksum add(ByteBuffer bytes, int index, int length) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /**
   * Adds one 16-bit word, or the sum of several words.
   *
   * @param words the word or the sum, not negative; its upper bits may hold carries
   */
  public InternetChecksum add(int words) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /** The checksum of everything that was added so far, from 0 to 65535, as a header has it. */
  public int value() {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  /** The two bytes change places: 0x1234 becomes 0x3412. */
  private static int swapHalves(int word) {
    throw new workshop.NotDone("3.3", "docs/phase3-ipv4.md");
  }

  // --- End of exercise 3.3
}
