package workshop.classroom.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the client sends: bytes without end, which a wrong echo cannot hit by chance. */
final class Pattern {
  /** A prime: no buffer and no window is a multiple of it. */
  private static final int PERIOD = 65_521;

  private static final int LONGEST = 1 << 16;
  private static final byte[] BYTES = make();

  private Pattern() {}

  private static byte[] make() {
    byte[] bytes = new byte[PERIOD + LONGEST];
    long x = 88_172_645_463_325_252L;
    for (int i = 0; i < PERIOD; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
      bytes[i] = (byte) (x >>> 24);
    }
    for (int i = PERIOD; i < bytes.length; i++) {
      bytes[i] = bytes[i - PERIOD];
    }
    return bytes;
  }

  /** The next bytes of a stream, {@code count} of them, 65,536 at most. */
  static ByteBuffer from(long position, int count) {
    return ByteBuffer.wrap(BYTES, (int) (position % PERIOD), count);
  }

  /**
   * Whether these are the bytes of a stream.
   *
   * @param came from its array's start to the position, 65,536 at most
   */
  static boolean isRight(long position, ByteBuffer came) {
    int from = (int) (position % PERIOD);
    return Arrays.equals(came.array(), 0, came.position(), BYTES, from, from + came.position());
  }
}
