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
    return ~fold(sumOf(bytes, index, length)) & 0xFFFF;
  }

  /** The sum of the 16-bit words in {@code length} bytes, from {@code index} on: not folded yet. */
  private static long sumOf(ByteBuffer bytes, int index, int length) {
    long sum = 0;
    int end = index + length;
    int i = index;
    // Wide words are quicker, and as good: a carry out of 16 bits is only added later (RFC 1071
    // section 2 C).
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

  // --- End of exercise 3.2

  // --- Exercise 3.3: A checksum in several parts (RFC 1071 section 2)

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

  /**
   * Adds 16-bit words that are summed already: one alone, or several.
   *
   * @param words their sum, not negative; carries may have been left in its upper bits
   */
  public InternetChecksum add(int words) {
    sum += odd ? swapHalves(fold(words)) : words;
    return this;
  }

  /** The checksum of all that was added so far, from 0 to 65535, as it is put into a header. */
  public int value() {
    return ~fold(sum) & 0xFFFF;
  }

  /** The two bytes change places: 0x1234 becomes 0x3412. */
  private static int swapHalves(int word) {
    return (word & 0xFF) << 8 | word >>> 8;
  }

  // --- End of exercise 3.3
}

// Hints for 3.2:
// - Do it on paper first: 0001 + f203 + f4f5 + f6f7 = 2ddf0. The 2 is the carries; brought round,
//   ddf0 + 2 = ddf2; and its complement is 220d.
// - Two bytes at a time are enough: `bytes.getShort(i) & 0xFFFF`, into a long that has room for all
//   the carries. Adding 8 bytes at once is only quicker.
// - Bringing a carry round can make another carry: fold until there is none. In Java `~` turns over
//   all 32 bits of an int: mask what comes out.
// - A last single byte is the upper half of a word: shift it by 8.

// Hints for 3.3:
// - Keep one sum for all parts, and fold it only when somebody wants the value.
// - After a part of odd length the next byte is not the upper half of a word, but the lower half of
//   the one that has begun. `odd` remembers that from part to part.
// - Summing words whose bytes are swapped gives the right sum, with its two bytes swapped. So fold
//   the part's sum, and swap its halves where the part began in the middle of a word.
