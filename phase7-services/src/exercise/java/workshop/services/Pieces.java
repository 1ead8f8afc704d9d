package workshop.services;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fragments of one packet, until it is whole (RFC 791 section 3.2). They may come in any order.
 * No two overlap, because only attackers send fragments that overlap (RFC 5722).
 */
final class Pieces {
  /** What became of a fragment. */
  enum Verdict {
    /** It is kept. */
    KEPT,
    /** The same fragment is there already. */
    DUPLICATE,
    /** It does not fit: the caller has to drop the whole packet. */
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
   * Takes a fragment. If it is not kept, nothing changes.
   *
   * @param offset where its payload belongs, in bytes
   * @param more whether more fragments follow; the fragment without this bit ends the packet
   * @param payload from index 0 to the limit; {@link #keep} copies it
   * @return DUPLICATE if a fragment with this offset and this size is there. Otherwise REFUSED, if
   *     the fragment is empty; if more follow and its size is no multiple of 8; if it ends after
   *     {@link #LARGEST}; if it overlaps another one; if it ends after the known end of the packet;
   *     or if it is a last fragment, but the end is known already, or another fragment is behind it
   */
  Verdict add(int offset, boolean more, ByteBuffer payload) {
    throw new workshop.NotDone("7.5", "docs/phase7-services.md");
  }

  /** Whether a piece that is there has bytes between offset and end. */
  private boolean overlaps(int offset, int end) {
    throw new workshop.NotDone("7.5", "docs/phase7-services.md");
  }

  /** Whether a fragment agrees with the end of the packet, if the end is known. */
  private boolean fitsTheEnd(int end, boolean more) {
    throw new workshop.NotDone("7.5", "docs/phase7-services.md");
  }

  /** Whether every byte is there, and the end is known. */
  boolean isComplete() {
    throw new workshop.NotDone("7.5", "docs/phase7-services.md");
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
