package workshop.services;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fragments of one packet, until it is whole (RFC 791 section 3.2). They may come in any order.
 * No two overlap: somebody who sends such fragments wants to mislead (RFC 5722).
 */
final class Pieces {
  /** What became of a fragment. */
  enum Verdict {
    /** It is kept. */
    KEPT,
    /** It is there already: this one is ignored. */
    DUPLICATE,
    /** It does not fit: the whole packet has to be dropped. */
    REFUSED
  }

  /** The largest payload of a packet, in bytes. */
  static final int LARGEST = Fragmenter.LARGEST_PAYLOAD;

  /** The last fragment has not come yet. */
  private static final int UNKNOWN = -1;

  /** By offset, in bytes; each from index 0 to its limit. */
  private final NavigableMap<Integer, ByteBuffer> pieces = new TreeMap<>();

  /** The size of the whole payload, in bytes. */
  private int total = UNKNOWN;

  /** How many bytes are there. */
  private int received;

  // --- Exercise 7.5: The fragments of one packet (RFC 791 section 3.2, RFC 5722)

  /**
   * Takes a fragment. Only one that is kept changes anything.
   *
   * @param offset where its payload belongs, in bytes
   * @param more whether another fragment follows: the one without ends the packet
   * @param payload from index 0 to the limit; {@link #keep} copies it
   * @return DUPLICATE for a fragment with the offset and the size of one that is there; REFUSED for
   *     one without a byte; one of which more follow, and whose size is no multiple of 8; one that
   *     ends after {@link #LARGEST}; one that overlaps another; one that ends after the end of the
   *     packet, or says that the packet ends elsewhere, or before what is there
   */
  Verdict add(int offset, boolean more, ByteBuffer payload) {
    int end = offset + payload.limit();
    ByteBuffer same = pieces.get(offset);
    if (same != null && same.limit() == payload.limit()) {
      return Verdict.DUPLICATE;
    }
    boolean wrongSize = end == offset || more && payload.limit() % 8 != 0 || end > LARGEST;
    if (wrongSize || overlaps(offset, end) || !fitsTheEnd(end, more)) {
      return Verdict.REFUSED;
    }
    if (!more) {
      total = end;
    }
    keep(offset, payload);
    return Verdict.KEPT;
  }

  /** Whether a piece that is there has bytes from offset on, before end. */
  private boolean overlaps(int offset, int end) {
    // Those before this one end even earlier: no two overlap.
    Map.Entry<Integer, ByteBuffer> before = pieces.lowerEntry(end);
    return before != null && before.getKey() + before.getValue().limit() > offset;
  }

  /** Whether a fragment agrees with the end of the packet, as far as it is known. */
  private boolean fitsTheEnd(int end, boolean more) {
    if (more) {
      return total == UNKNOWN || end <= total;
    }
    return total == UNKNOWN && (pieces.isEmpty() || pieces.lastKey() < end);
  }

  /** Whether every byte is there, and the end is known. */
  boolean isComplete() {
    return received == total;
  }

  // --- End of exercise 7.5

  /** Copies a fragment, and counts its bytes. */
  private void keep(int offset, ByteBuffer payload) {
    ByteBuffer copy = ByteBuffer.allocate(payload.limit());
    pieces.put(offset, copy.put(0, payload, 0, payload.limit()));
    received += payload.limit();
  }

  /** How many fragments are there. */
  int count() {
    return pieces.size();
  }

  /** How many bytes are there. */
  int received() {
    return received;
  }

  /** The first fragment's payload; null if it has not come. */
  ByteBuffer first() {
    return pieces.get(0);
  }

  /** Puts the payload of the whole packet into the buffer, from this index on. */
  void writeTo(ByteBuffer packet, int index) {
    pieces.forEach((offset, piece) -> packet.put(index + offset, piece, 0, piece.limit()));
  }
}

// Hints for 7.5:
// - Go through the list of what is refused, one after the other, and change nothing before all of
//   it is checked. Ask for the duplicate first: it would overlap itself.
// - No two pieces overlap. So of those that begin before the new one's end, only the last can reach
//   into it: `pieces.lowerEntry(end)`. Its own end is its key and its limit together.
// - Only a fragment without "more" tells where the packet ends: keep its end in `total`. Another
//   such fragment, with another end, does not fit.
// - If no two pieces overlap, they are complete when the sum of their bytes, `received`, is the
//   size of the whole. There is no need to look for holes.
// - The end that a last fragment tells must not lie before what is there: `pieces.lastKey()` is the
//   offset of the piece farthest out.
