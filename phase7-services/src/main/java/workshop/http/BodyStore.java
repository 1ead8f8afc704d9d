package workshop.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a body that have come so far. It takes memory only for bytes that have come, and not
 * for those that are announced.
 */
final class BodyStore {
  private static final int SMALLEST = 512;

  private final int longest;
  private final Budget budget;
  private byte[] bytes = new byte[0];
  private int size;

  /**
   * An empty store.
   *
   * @param longest how many bytes it takes at most
   * @param budget its memory comes out of this budget
   */
  BodyStore(int longest, Budget budget) {
    this.longest = longest;
    this.budget = budget;
  }

  /** Refuses a body that will be longer than it may. */
  void expect(long length) throws RefusedException {
    if (length > longest - size) {
      throw new RefusedException(413, "a body of more than " + longest + " bytes");
    }
  }

  /** Takes this many bytes. */
  void add(ByteBuffer source, int count) throws RefusedException {
    expect(count);
    if (size + count > bytes.length) {
      grow(Math.max(SMALLEST, Math.min(longest, 2 * (size + count))));
    }
    source.get(bytes, size, count);
    size += count;
  }

  private void grow(int capacity) throws RefusedException {
    if (!budget.take(capacity - bytes.length)) {
      throw new RefusedException(503, "no memory for one more body; try again later");
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }

  /** All that has come. */
  byte[] bytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Nobody needs it any more. */
  void release() {
    budget.give(bytes.length);
    bytes = new byte[0];
    size = 0;
  }
}
