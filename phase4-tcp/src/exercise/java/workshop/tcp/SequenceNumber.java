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
    throw new workshop.NotDone("4.2", "docs/phase4-tcp.md");
  }

  /** How many bytes this is ahead of the other; negative if it comes before. */
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
