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
    return ~fold(sumOf(bytes, index, length)) & 0xFFFF;
  }

  /** Adds up the 16-bit words of {@code length} bytes, starting at {@code index}; does not fold. */
  private static long sumOf(ByteBuffer bytes, int index, int length) {
    long sum = 0;
    int end = index + length;
    int i = index;
    // Wide words are faster and give the same result: the carries out of 16 bits are added later
    // (RFC 1071 section 2 C).
    for (; i + 8 <= end; i += 8) {
      long word = bytes.getLong(i);
      sum += (word >>> 32) + (word & 0xFFFF_FFFFL);
    }
    for (; i + 2 <= end; i += 2) {
      sum += bytes.getShort(i) & 0xFFFF;
    }
    if (i < end) {
      // An odd length: the last byte is the upper half of a word, and the lower half is zero.
      sum += (bytes.get(i) & 0xFF) << 8;
    }
    return sum;
  }

  /** Adds the carries to the lower 16 bits until none is left ("end-around carry"). */
  private static int fold(long sum) {
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return (int) sum;
  }

  // --- End of exercise 3.2

  // --- Exercise 3.3: A checksum in several parts (RFC 1071 section 2)

  /** Adds {@code length} bytes in network byte order, starting at {@code index}. */
  public InternetChecksum add(ByteBuffer bytes, int index, int length) {
    int part = fold(sumOf(bytes, index, length));
    // If this part begins in the middle of a word, each byte was added in the wrong half of its
    // word. Swapping the halves of the sum has the same effect as swapping all bytes (RFC 1071
    // section 2 B).
    sum += odd ? swapHalves(part) : part;
    odd ^= (length & 1) == 1;
    return this;
  }

  /**
   * Adds one 16-bit word, or the sum of several words.
   *
   * @param words the word or the sum, not negative; its upper bits may hold carries
   */
  public InternetChecksum add(int words) {
    sum += odd ? swapHalves(fold(words)) : words;
    return this;
  }

  /** The checksum of everything that was added so far, from 0 to 65535, as a header has it. */
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
// - Do it on paper first: 0001 + f203 + f4f5 + f6f7 = 2ddf0. The 2 is the carries. Bring it round:
//   ddf0 + 2 = ddf2. The complement is 220d.
// - Two bytes at a time are enough: add `bytes.getShort(i) & 0xFFFF` to a long. The long has room
//   for all carries. Adding 8 bytes at once is only faster.
// - Bringing a carry round can make another carry: fold until there is none. In Java `~` flips all
//   32 bits of an int: mask the result.
// - If one byte is left at the end, it is the upper half of a word: shift it by 8.

// Hints for 3.3:
// - Keep one sum for all parts, and fold it only when somebody asks for the value.
// - After a part of odd length the next byte is not the upper half of a word, but the lower half of
//   the one that has begun. `odd` remembers that from part to part.
// - Summing words whose bytes are swapped gives the right sum, with its two bytes swapped. So fold
//   the part's sum, and swap its halves where the part began in the middle of a word.
