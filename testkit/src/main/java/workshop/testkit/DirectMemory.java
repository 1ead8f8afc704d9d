package workshop.testkit;

import java.nio.ByteBuffer;

/**
 * Puts bytes where a device puts them: into direct memory, which the kernel reads and writes, and
 * not into an array. The bytes before and after them belong to somebody else.
 */
public final class DirectMemory {
  private static final int BEFORE = 5;
  private static final int AFTER = 7;
  private static final byte NOT_OURS = 0x77;

  private DirectMemory() {}

  /** The bytes from index 0 to the limit, like the payload of a frame. */
  public static ByteBuffer of(byte[] bytes) {
    return within(bytes).slice();
  }

  /** The bytes from position to limit; the position is not 0, and more memory follows. */
  public static ByteBuffer within(byte[] bytes) {
    ByteBuffer memory = ByteBuffer.allocateDirect(BEFORE + bytes.length + AFTER);
    while (memory.hasRemaining()) {
      memory.put(NOT_OURS);
    }
    return memory.put(BEFORE, bytes).limit(BEFORE + bytes.length).position(BEFORE);
  }
}
