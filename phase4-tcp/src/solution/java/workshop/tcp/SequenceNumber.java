package workshop.tcp;

/**
 * A TCP sequence number (RFC 9293 section 3.4): one of 2^32 on a circle, where 0 follows on
 * 4294967295.
 *
 * <p>On a circle nothing is simply smaller. Of two numbers that are less than half the circle
 * apart, as all are that one connection has in use, the one that has the other ahead of it comes
 * before it. So there is no comparison here but by distance.
 *
 * @param value its 32 bits, as an int; an address calls them {@code bits()}
 */
public record SequenceNumber(int value) {

  // --- Exercise 4.2: Numbers on a circle (RFC 9293 section 3.4)

  /** The number so many bytes further on; back, if negative. */
  public SequenceNumber plus(int bytes) {
    return new SequenceNumber(value + bytes);
  }

  /** How many bytes this is ahead of the other; negative if it comes before. */
  public int minus(SequenceNumber other) {
    // Overflow is wanted: it is what makes the numbers a circle.
    return value - other.value;
  }

  /** The RFC's {@code <}. */
  public boolean isBefore(SequenceNumber other) {
    return minus(other) < 0;
  }

  /** The RFC's {@code =<}. */
  public boolean isAtMost(SequenceNumber other) {
    return minus(other) <= 0;
  }

  /** The RFC's {@code >}. */
  public boolean isAfter(SequenceNumber other) {
    return minus(other) > 0;
  }

  /** The RFC's {@code >=}. */
  public boolean isAtLeast(SequenceNumber other) {
    return minus(other) >= 0;
  }

  // --- End of exercise 4.2

  /** From 0 to 4294967295. */
  @Override
  public String toString() {
    return Integer.toUnsignedString(value);
  }
}

// Hints for 4.2:
// - Java's int is 32 bits and overflows without a word: 0xFFFFFFFF + 1 is 0. For once, this is just
//   what you want.
// - Which of 4294967290 and 4 comes first? From the first on to the second it is 10 steps, from the
//   second on to the first 4294967286: so the first comes before the second.
// - The difference of two ints, taken as an int with a sign, is the shorter way. All four
//   comparisons look at its sign only: `minus(other) < 0`.
