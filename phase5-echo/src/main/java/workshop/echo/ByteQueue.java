package workshop.echo;

import java.nio.ByteBuffer;

/**
 * Bytes that wait, first in, first out, and at any time in one piece.
 *
 * <p>It is twice as large as what it may hold. So the bytes are moved to its start at most once for
 * as many bytes as pass through; and a segment never has to be put together from two ends, as with
 * a ring. It starts small: most connections never have much in it.
 */
public final class ByteQueue {
  private static final int SMALLEST = 4096;

  private final int capacity;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private ByteBuffer view = buffer.duplicate();
  private int head;
  private int tail;

  /**
   * An empty queue.
   *
   * @param capacity how many bytes it holds at most
   */
  public ByteQueue(int capacity) {
    this.capacity = capacity;
  }

  /** How many bytes wait. */
  public int size() {
    return tail - head;
  }

  /** How many more there is room for. */
  public int free() {
    return capacity - size();
  }

  /** Takes what there is room for, and moves the data's position after it. */
  public int add(ByteBuffer data) {
    int count = Math.min(data.remaining(), free());
    makeRoom(count);
    buffer.put(tail, data, data.position(), count);
    data.position(data.position() + count);
    tail += count;
    return count;
  }

  /** A view of so many bytes from the oldest plus {@code offset} on; valid until the next call. */
  public ByteBuffer peek(int offset, int count) {
    return view.limit(head + offset + count).position(head + offset);
  }

  /** Gives up the oldest bytes. */
  public void remove(int count) {
    if (count < 0 || count > size()) {
      throw new IllegalArgumentException("cannot remove " + count + " bytes: there are " + size());
    }
    head += count;
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  private void makeRoom(int count) {
    if (tail + count <= buffer.capacity()) {
      return;
    }
    int needed = 2 * (size() + count);
    ByteBuffer target = buffer;
    if (needed > buffer.capacity() && buffer.capacity() < 2 * capacity) {
      int larger = Math.max(SMALLEST, Integer.highestOneBit(needed) * 2);
      target = ByteBuffer.allocate(Math.min(larger, 2 * capacity));
    }
    target.put(0, buffer, head, size()); // may overlap, and is copied as if it did not
    tail = size();
    head = 0;
    if (target != buffer) {
      buffer = target;
      view = target.asReadOnlyBuffer();
    }
  }
}
