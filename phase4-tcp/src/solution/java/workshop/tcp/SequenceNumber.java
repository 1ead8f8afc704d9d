package workshop.tcp;

/**
 * A TCP sequence number (RFC 9293 section 3.4): one of 2^32 numbers on a circle. After 4294967295
 * comes 0.
 *
 * <p>On a circle, no number is simply smaller than another. All numbers that one connection uses at
 * a time are less than half the circle apart. So the shorter way between two numbers decides which
 * one comes first. All comparisons here use this distance.
 *
 * @param value the 32 bits of the number, as an int
 */
public record SequenceNumber(int value) {

  // --- Exercise 4.2: Numbers on a circle (RFC 9293 section 3.4)

  /** The number that is this many bytes ahead. If {@code bytes} is negative, go back. */
  public SequenceNumber plus(int bytes) {
    return new SequenceNumber(value + bytes);
  }

  /** How many bytes this number is ahead of the other; negative if it is behind. */
  public int minus(SequenceNumber other) {
    // This may overflow. That is right: the overflow makes the numbers a circle.
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
// - Java's int has 32 bits and overflows without an exception: 0xFFFFFFFF + 1 is 0. Here you want
//   this.
// - Which of 4294967290 and 4 comes first? From 4294967290 forward to 4 there are 10 steps. From 4
//   forward to 4294967290 there are 4294967286. So 4294967290 comes first.
// - The difference of two ints, as an int with a sign, is the shorter way. All four comparisons
//   need only its sign: `minus(other) < 0`.
