package workshop.reliability;

import workshop.tcp.SequenceNumber;

/**
 * A stretch of bytes that has been received, after a hole.
 *
 * @param from the number of its first byte
 * @param end the number after its last byte
 */
record Block(SequenceNumber from, SequenceNumber end) {

  /** Whether this number belongs to it. */
  boolean contains(SequenceNumber number) {
    return number.isAtLeast(from) && number.isBefore(end);
  }

  /** Whether the two overlap, or one follows on the other without a gap. */
  boolean touches(Block other) {
    return from.isAtMost(other.end) && other.from.isAtMost(end);
  }

  /** Both, and what lies between them. */
  Block and(Block other) {
    return new Block(
        from.isBefore(other.from) ? from : other.from, end.isAfter(other.end) ? end : other.end);
  }
}
