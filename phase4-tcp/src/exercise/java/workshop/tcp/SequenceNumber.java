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
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** How many bytes this number is ahead of the other; negative if it is behind. */
  public int minus(SequenceNumber other) {
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** The RFC's {@code <}. */
  public boolean isBefore(SequenceNumber other) {
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** The RFC's {@code =<}. */
  public boolean isAtMost(SequenceNumber other) {
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** The RFC's {@code >}. */
  public boolean isAfter(SequenceNumber other) {
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** The RFC's {@code >=}. */
  public boolean isAtLeast(SequenceNumber other) {
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  // --- End of exercise 4.2

  /** From 0 to 4294967295. */
  @Override
  public String toString() {
    return Integer.toUnsignedString(value);
  }
}
