package workshop.reliability;

import java.util.ArrayList;
import java.util.List;
import workshop.tcp.SequenceNumber;

/**
 * A range of bytes that was received after a hole.
 *
 * @param from the number of its first byte
 * @param end the number after its last byte
 */
record Block(SequenceNumber from, SequenceNumber end) {

  /** How many bytes there are. */
  int size() {
    return end.minus(from);
  }

  /** Whether this number belongs to it. */
  boolean contains(SequenceNumber number) {
    return number.isAtLeast(from) && number.isBefore(end);
  }

  /** Whether the two overlap, or one follows the other without a gap. */
  boolean touches(Block other) {
    return from.isAtMost(other.end) && other.from.isAtMost(end);
  }

  /** Both, and what lies between them. */
  Block and(Block other) {
    return new Block(
        from.isBefore(other.from) ? from : other.from, end.isAfter(other.end) ? end : other.end);
  }

  /**
   * The parts of it that lie in none of the others.
   *
   * @param others in the order of their numbers
   */
  List<Block> without(List<Block> others) {
    List<Block> parts = new ArrayList<>();
    SequenceNumber start = from;
    for (Block other : others) {
      if (other.end.isAtMost(start)) {
        continue; // it lies before
      }
      if (other.from.isAtLeast(end)) {
        break; // it lies after
      }
      if (other.from.isAfter(start)) {
        parts.add(new Block(start, other.from));
      }
      start = other.end;
    }
    if (start.isBefore(end)) {
      parts.add(new Block(start, end));
    }
    return parts;
  }
}
