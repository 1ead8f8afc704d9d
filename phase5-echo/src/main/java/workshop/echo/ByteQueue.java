package workshop.echo;

import java.nio.ByteBuffer;

/**
 * Bytes that wait, first in, first out, and at any time in one piece. After them, with gaps, may
 * lie bytes that came before their turn.
 *
 * <pre>
 *        head                tail                        end
 *   -----|===================|.........|=======|.........
 *        |  size: in order   |   gap   | early |
 * </pre>
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
  private int end;

  /**
   * An empty queue.
   *
   * @param capacity how many bytes it holds at most, the gaps counted
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
    advance(count);
    return count;
  }

  /**
   * Stores bytes that may have come before their turn.
   *
   * @param offset how far after those in order, from 0
   * @param data from index 0 to the limit, not longer than there is room for; left as it is
   */
  public void put(int offset, ByteBuffer data) {
    makeRoom(offset + data.limit());
    buffer.put(tail + offset, data, 0, data.limit());
    end = Math.max(end, tail + offset + data.limit());
  }

  /** So many bytes more are in order now: {@link #put} has stored them. */
  public void advance(int count) {
    tail += count;
    end = Math.max(end, tail);
  }

  /** A view of so many bytes from the oldest plus {@code offset} on; valid until the next call. */
  public ByteBuffer peek(int offset, int count) {
    if (offset < 0 || count < 0 || count > end - head - offset) {
      throw new IllegalArgumentException(
          "peek(%d, %d): %d bytes wait".formatted(offset, count, size()));
    }
    return view.limit(head + offset + count).position(head + offset);
  }

  /** Gives up the oldest bytes. */
  public void remove(int count) {
    if (count < 0 || count > size()) {
      throw new IllegalArgumentException("cannot remove " + count + " bytes: there are " + size());
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
    int needed = 2 * Math.max(end - head, size() + count);
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
