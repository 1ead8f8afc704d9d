package workshop.reliability;

import java.nio.ByteBuffer;

/**
 * The bytes of a stream from the first that the application has not consumed: those in order first,
 * and after them, with gaps, those that came too early, each at its place.
 *
 * <p>It is twice as large as what it may hold, so that its bytes are at any time in one piece and
 * rarely moved; and it starts small, for most connections never have much in it.
 */
final class ReceiveBuffer {
  private static final int SMALLEST = 4096;

  private final int capacity;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private ByteBuffer view = buffer.duplicate();

  /** Where the oldest byte is, where those in order end, and where all end. */
  private int head;

  private int tail;
  private int end;

  /**
   * An empty buffer.
   *
   * @param capacity how many bytes it holds at most, the gaps counted
   */
  ReceiveBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** How many bytes there is room for after those that are in order. */
  int free() {
    return capacity - (tail - head);
  }

  /** The bytes in order: a view, valid until the next call. */
  ByteBuffer inOrder() {
    return view.limit(tail).position(head);
  }

  /**
   * Stores bytes at their place.
   *
   * @param offset how far after those in order, from 0
   * @param text from index 0 to the limit, not longer than there is room for
   */
  void put(int offset, ByteBuffer text) {
    makeRoom(offset + text.limit());
    buffer.put(tail + offset, text, 0, text.limit());
    end = Math.max(end, tail + offset + text.limit());
  }

  /** So many bytes more are in order. */
  void advance(int count) {
    tail += count;
    end = Math.max(end, tail);
  }

  /** Gives up the oldest bytes. */
  void remove(int count) {
    if (count < 0 || count > tail - head) {
      throw new IllegalArgumentException(
          "cannot remove " + count + " bytes: there are " + (tail - head));
    }
    head += count;
    if (head == end) {
      head = 0;
      tail = 0;
      end = 0;
    }
  }

  /** For so many bytes after those that are in order. */
  private void makeRoom(int count) {
    if (count > free()) {
      throw new IllegalArgumentException("no room for " + count + " bytes: there is " + free());
    }
    if (tail + count <= buffer.capacity()) {
      return;
    }
    int needed = 2 * Math.max(end - head, tail - head + count);
    ByteBuffer target = buffer;
    if (needed > buffer.capacity() && buffer.capacity() < 2 * capacity) {
      int larger = Math.max(SMALLEST, Integer.highestOneBit(needed) * 2);
      target = ByteBuffer.allocate(Math.min(larger, 2 * capacity));
    }
    target.put(0, buffer, head, end - head); // may overlap, and is copied as if it did not
    tail -= head;
    end -= head;
    head = 0;
    if (target != buffer) {
      buffer = target;
      view = target.asReadOnlyBuffer();
    }
  }
}
