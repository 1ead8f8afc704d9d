package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.tcp.SequenceNumber;

/**
 * Puts the bytes that arrive into their order (RFC 9293 section 3.10.7.4, seventh). What comes too
 * early is not thrown away: it is stored at its place, and the blocks tell what is there already.
 *
 * <pre>
 *            RCV.NXT
 *   in order |  hole  | block |   hole   | block |
 *   =========|........|=======|..........|=======|........
 * </pre>
 */
final class Reassembly {
  private final ReceiveBuffer buffer;
  private SequenceNumber next = new SequenceNumber(0);

  /** In the order of their numbers; none touches another. */
  private List<Block> blocks = new ArrayList<>();

  Reassembly(ReceiveBuffer buffer) {
    this.buffer = buffer;
  }

  /** The first byte will have this number. */
  void start(SequenceNumber first) {
    next = first;
  }

  /** RCV.NXT: all bytes before this are in order. */
  SequenceNumber next() {
    return next;
  }

  /** What has come after a hole, in the order of the numbers. */
  List<Block> blocks() {
    return blocks;
  }

  /** Whether something is missing before what is there. */
  boolean hasHoles() {
    return !blocks.isEmpty();
  }

  // --- Exercise 6.6: Reassembly (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Takes text that lies within the window. Parts of it may be there already: of those, the bytes
   * that came first stay. Wherever it reaches RCV.NXT, that moves on as far as there is no hole.
   *
   * @param seq the number of its first byte, RCV.NXT or after it
   * @param text from index 0 to the limit; it may be empty
   */
  void add(SequenceNumber seq, ByteBuffer text) {
    throw new workshop.NotDone("6.6", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.6
}
