package workshop.reliability;

import java.util.List;
import java.util.stream.Collectors;
import workshop.tcp.SequenceNumber;

/**
 * What has been received, as one line of characters: {@code =} is a byte in order, {@code #} one
 * that is stored after a hole, and {@code .} is missing.
 *
 * <pre>
 *   =====...####  RCV.NXT 5, blocks 8-12
 * </pre>
 *
 * <p>All numbers are relative to the first of the stream; 8-12 is a block whose last byte is 11.
 */
final class SequencePicture {
  private SequencePicture() {}

  /**
   * The line.
   *
   * @param first the number that counts as 0
   * @param from where the picture begins, relative to it
   * @param length how many characters it has
   */
  static String of(
      SequenceNumber first, int from, int length, SequenceNumber next, List<Block> blocks) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < from + length; i++) {
      line.append(i < relative(first, next) ? '=' : isStored(first, i, blocks) ? '#' : '.');
    }
    return line + "  RCV.NXT " + relative(first, next) + ", blocks " + list(first, blocks);
  }

  /** For instance {@code 8-12 20-24}; {@code none} if there are none. */
  static String list(SequenceNumber first, List<Block> blocks) {
    return blocks.isEmpty()
        ? "none"
        : blocks.stream()
            .map(block -> relative(first, block.from()) + "-" + relative(first, block.end()))
            .collect(Collectors.joining(" "));
  }

  private static boolean isStored(SequenceNumber first, int number, List<Block> blocks) {
    return blocks.stream()
        .anyMatch(
            block ->
                relative(first, block.from()) <= number && number < relative(first, block.end()));
  }

  private static int relative(SequenceNumber first, SequenceNumber number) {
    return number.value() - first.value();
  }
}
