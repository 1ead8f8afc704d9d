package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.UntilDone;
import workshop.echo.ByteQueue;
import workshop.tcp.SequenceNumber;

/**
 * Puts the bytes that arrive in order (RFC 9293 section 3.10.7.4, seventh). Text that comes too
 * early is not dropped: it is stored at its place, and the blocks say what is there already.
 *
 * <pre>
 *            RCV.NXT
 *   in order |  hole  | block |   hole   | block |
 *   =========|........|=======|..........|=======|........
 * </pre>
 */
final class Reassembly {
  private final ByteQueue buffer;
  private SequenceNumber next = new SequenceNumber(0);

  /** In the order of their numbers; none touches another. */
  private List<Block> blocks = new ArrayList<>();

  Reassembly(ByteQueue buffer) {
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

  /** The text that has come after a hole, in the order of the numbers. */
  List<Block> blocks() {
    return blocks;
  }

  /** Whether something is missing before the stored text. */
  boolean hasHoles() {
    return !blocks.isEmpty();
  }

  /**
   * Takes text that lies within the window.
   *
   * @param seq the number of its first byte, RCV.NXT or after it
   * @param text from index 0 to the limit; it may be empty
   */
  void add(SequenceNumber seq, ByteBuffer text) {
    if (blocks.isEmpty() && seq.equals(next)) { // as it almost always is
      buffer.put(0, text);
      advance(text.limit());
    } else if (text.limit() > 0) {
      insert(seq, text);
    }
  }

  private void advance(int count) {
    buffer.advance(count);
    next = next.plus(count);
  }

  // --- Exercise 6.7: Reassembly (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Takes text while there are holes, or text that makes one. Parts of it may be there already: the
   * bytes that came first stay. If the text reaches RCV.NXT, RCV.NXT moves on to the next hole
   * ({@link #advance}).
   *
   * @param seq the number of its first byte, RCV.NXT or after it
   * @param text from index 0 to the limit; at least one byte
   */
  @UntilDone
  private void insert(SequenceNumber seq, ByteBuffer text) {
    Block merged = new Block(seq, seq.plus(text.limit()));
    for (Block part : merged.without(blocks)) { // the bytes that came first stay (section 3.10)
      buffer.put(part.from().minus(next), text.slice(part.from().minus(seq), part.size()));
    }
    List<Block> before = new ArrayList<>();
    List<Block> after = new ArrayList<>();
    for (Block block : blocks) {
      if (block.touches(merged)) {
        merged = merged.and(block);
      } else if (block.end().isBefore(merged.from())) {
        before.add(block);
      } else {
        after.add(block);
      }
    }
    if (merged.from().equals(next)) {
      advance(merged.size());
    } else {
      before.add(merged);
    }
    before.addAll(after);
    blocks = before;
  }

  // --- End of exercise 6.7
}

// Hints for 6.7:
// - The text is a Block. Put its new bytes into their place at once, whether there is a hole before
//   them or not. For each part of `without(blocks)`, call `buffer.put(how far after RCV.NXT, the
//   bytes)`; `text.slice(where, how many)` cuts these bytes out.
// - Then merge it with each block that touches it (`touches`, `and`). The other blocks stay, before
//   it or after it.
// - If the merged block begins at RCV.NXT, there is no hole before it: `advance` by its size. Then
//   it is no block any more. Otherwise it is one of the blocks, in order.
