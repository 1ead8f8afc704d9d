package workshop.echo;

import java.nio.ByteBuffer;
import java.util.Random;

/** A stream of random bytes: the same for the same seed, in whatever pieces they are taken. */
final class ScenarioBytes {
  private final Random random;
  private final byte[] array = new byte[8192];
  private final ByteBuffer piece = ByteBuffer.wrap(array).limit(0);
  private long notDrawn;

  ScenarioBytes(long seed, long length) {
    random = new Random(seed);
    notDrawn = length;
  }

  /** What comes next: whoever takes bytes moves its position. Nothing remains at the very end. */
  ByteBuffer next() {
    if (!piece.hasRemaining() && notDrawn > 0) {
      random.nextBytes(array); // always a whole array: the bytes must not depend on the length
      piece.clear().limit((int) Math.min(array.length, notDrawn));
      notDrawn -= piece.limit();
    }
    return piece;
  }
}
