package workshop.testkit;

import java.nio.ByteBuffer;

/** Buffers like those from a device, and checks of what code does with them. */
public final class Buffers {
  private static final int BEFORE = 7;
  private static final int AFTER = 5;
  private static final byte OTHER = (byte) 0xEE;

  private Buffers() {}

  /**
   * Puts these bytes into a buffer like a frame from a device: a direct buffer, which has no array.
   * The position is not 0, the limit is not the end, and other bytes are before and after the
   * frame.
   */
  public static ByteBuffer direct(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BEFORE + bytes.length + AFTER);
    while (buffer.hasRemaining()) {
      buffer.put(OTHER);
    }
    return buffer.put(BEFORE, bytes).limit(BEFORE + bytes.length).position(BEFORE);
  }

  /**
   * Whether both begin in the same memory: then a byte that is written into one appears in the
   * other. Both stay unchanged.
   *
   * @param one not read-only; its first byte is the one at index 0
   * @param other its first byte is the one at its position
   */
  public static boolean sameMemory(ByteBuffer one, ByteBuffer other) {
    if (!other.hasRemaining()) {
      return false;
    }
    byte before = one.get(0);
    boolean same = true;
    for (int change = 1; change < 0x100; change <<= 1) {
      one.put(0, (byte) (before ^ change));
      same &= other.get(other.position()) == one.get(0);
    }
    one.put(0, before);
    return same;
  }
}
