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

  /**
   * The checksum of one part alone; 0 where the part contains its own checksum, and it is right.
   */
  public static int of(ByteBuffer bytes, int index, int length) {
    return new InternetChecksum().add(bytes, index, length).value();
  }

  /** Adds {@code length} bytes, from {@code index} on, in network byte order. */
  public InternetChecksum add(ByteBuffer bytes, int index, int length) {
    int part = fold(sumOf(bytes, index, length));
    // In the middle of a word, each byte stands in the other half of its word than it was summed
    // in. Swapping the halves of the sum is the same as swapping all of them (RFC 1071 section
    // 2 B).
    sum += odd ? swapHalves(part) : part;
    odd ^= (length & 1) == 1;
    return this;
  }

  /** Adds one 16-bit word, given as a number from 0 to 65535. */
  public InternetChecksum add(int word) {
    sum += odd ? swapHalves(word) : word;
    return this;
  }

  /** The checksum, from 0 to 65535, as it is put into a header. */
  public int value() {
    return ~fold(sum) & 0xFFFF;
  }

  /**
   * The sum, not folded yet. Wide words are quicker, and as good: a carry out of 16 bits has only
   * been added later (RFC 1071 section 2 C).
   */
  private static long sumOf(ByteBuffer bytes, int index, int length) {
    long sum = 0;
    int end = index + length;
    int i = index;
    for (; i + 8 <= end; i += 8) {
      long word = bytes.getLong(i);
      sum += (word >>> 32) + (word & 0xFFFF_FFFFL);
    }
    for (; i + 2 <= end; i += 2) {
      sum += bytes.getShort(i) & 0xFFFF;
    }
    if (i < end) {
      // The last byte of an odd number is the upper half of a word whose lower half is zero.
      sum += (bytes.get(i) & 0xFF) << 8;
    }
    return sum;
  }

  /** Adds the carries back in until none is left ("end-around carry"). */
  private static int fold(long sum) {
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return (int) sum;
  }

  private static int swapHalves(int word) {
    return (word & 0xFF) << 8 | word >>> 8;
  }
}
