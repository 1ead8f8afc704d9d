package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * Tells the peer what has arrived after a hole, so that it sends again only what is missing (RFC
 * 2018, selective acknowledgment):
 *
 * <pre>
 *   | kind 5 | length 2 + 8n |  n times: | number of the first byte | number after the last byte |
 * </pre>
 */
final class SackBlocks {
  static final byte SACK = 5;
  private static final byte NO_OPERATION = 1;

  /** More do not fit into the 40 bytes that options may have. */
  static final int MOST_BLOCKS = 4;

  /** The blocks in the order in which they were last added to, the latest first. */
  private List<Block> recent = List.of();

  /** What was received last. */
  private SequenceNumber last = new SequenceNumber(0);

  /** Text has arrived, in order or not; this is the number of its first byte. */
  void received(SequenceNumber seq) {
    last = seq;
  }

  // --- Exercise 6.8: Tell what is there (RFC 2018 section 4)

  /**
   * Chooses the blocks to report, at most {@link #MOST_BLOCKS}. First comes the block that holds
   * the text received last. Then come the blocks that we reported last time, in the same order
   * ({@link #recent}). Then come any others.
   *
   * @param blocks all that there are now; two that we reported may be one now
   */
  @UntilDone("List.of()")
  List<Block> choose(List<Block> blocks) {
    return workshop.NotDone.soFar("6.8", "docs/phase6-reliability.md", List.of());
  }

  /** The block with this number, if there is one. */
  private static void addHolderOf(SequenceNumber number, List<Block> blocks, List<Block> chosen) {
    throw new workshop.NotDone("6.8", "docs/phase6-reliability.md");
  }

  private static void add(Block block, List<Block> chosen) {
    throw new workshop.NotDone("6.8", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.8

  /** We send a segment with these blocks, which {@link #choose} has chosen. */
  void told(List<Block> chosen) {
    recent = chosen;
  }

  /** The blocks in the options of a segment, without those that make no sense. */
  static List<Block> read(ByteBuffer options) {
    List<Block> blocks = new ArrayList<>();
    ByteBuffer told = TcpOptions.find(options, SACK);
    for (int i = 0; told != null && i + 8 <= told.limit(); i += 8) {
      SequenceNumber from = new SequenceNumber(told.getInt(i));
      SequenceNumber end = new SequenceNumber(told.getInt(i + 4));
      // If they are 2^31 apart, each is before the other, and none is after the other.
      if (end.isAfter(from)) {
        blocks.add(new Block(from, end));
      }
    }
    return blocks;
  }

  /**
   * The option, filled up to a whole number of 4 bytes.
   *
   * @return {@link TcpOptions#NONE} if there are no blocks
   */
  static ByteBuffer option(List<Block> chosen) {
    if (chosen.isEmpty()) {
      return TcpOptions.NONE;
    }
    ByteBuffer option = ByteBuffer.allocate(4 + 8 * chosen.size());
    option.put(NO_OPERATION).put(NO_OPERATION).put(SACK).put((byte) (2 + 8 * chosen.size()));
    for (Block block : chosen) {
      option.putInt(block.from().value()).putInt(block.end().value());
    }
    return option.flip();
  }
}
