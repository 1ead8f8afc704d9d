package workshop.parts;

import java.nio.ByteBuffer;
import java.util.Random;

/** Bytes to measure with. They are the same in each run. */
final class Samples {
  private static final int SEED = 1;

  private Samples() {}

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  /** In a direct buffer, as a TAP device's frames are. */
  static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
  }
}
