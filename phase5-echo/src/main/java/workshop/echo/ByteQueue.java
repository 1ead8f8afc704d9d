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
 * <p>It is twice as large as what is in it. So the bytes are moved to its start at most once for as
 * many bytes as pass through; and a segment never has to be put together from two ends, as with a
 * ring. It starts small, and an empty one has no memory at all: most connections have nothing in it
 * most of the time.
 */
public final class ByteQueue {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final int capacity;
  private final Memory memory;

  /** Where the bytes are; null as long as there are none. */
  private Memory.Piece piece;

  /**
   * How many there were at most since it was empty, and the time before: as many may come again.
   */
  private int most;

  private int mostBefore;

  private int head;
  private int tail;
  private int end;

  /**
   * An empty queue, with memory of its own.
   *
   * @param capacity how many bytes it holds at most, the gaps counted
   */
  public ByteQueue(int capacity) {
    this(capacity, new Memory(Long.MAX_VALUE));
  }

  /**
   * An empty queue.
   *
   * @param capacity how many bytes it holds at most, the gaps counted
   * @param memory where it takes its memory from; it shares it with others
   */
  public ByteQueue(int capacity, Memory memory) {
    this.capacity = capacity;
    this.memory = memory;
  }

  /** How many bytes wait. */
  public int size() {
    return tail - head;
  }

  /** How many more there is room for. */
  public int free() {
    return capacity - size();
  }

  /**
   * How many of these it has room for in any case. For more it would need memory that others may
   * take before it.
   */
  public int certain() {
    return Math.min(capacity, Math.max(Memory.SMALLEST, allocated())) - size();
  }

  /** Takes what there is room and memory for, and moves the data's position after it. */
  public int add(ByteBuffer data) {
    int count = Math.min(data.remaining(), free());
    if (!makeRoom(count)) {
      count = Math.min(count, certain());
      makeRoom(count);
    }
    if (count > 0) {
      piece.bytes.put(tail, data, data.position(), count);
      data.position(data.position() + count);
      advance(count);
    }
    return count;
  }

  /**
   * Stores bytes that may have come before their turn.
   *
   * @param offset how far after those in order, from 0
   * @param data from index 0 to the limit, not longer than there is room for; left as it is
   * @throws IllegalStateException if there is no memory for them; {@link #makeRoom} tells before
   */
  public void put(int offset, ByteBuffer data) {
    if (!makeRoom(offset + data.limit())) {
      throw new IllegalStateException("no memory for " + data.limit() + " bytes");
    }
    if (data.limit() > 0) {
      piece.bytes.put(tail + offset, data, 0, data.limit());
      end = Math.max(end, tail + offset + data.limit());
    }
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
    return piece == null
        ? NOTHING
        : piece.view.limit(head + offset + count).position(head + offset);
  }

  /** Gives up the oldest bytes. */
  public void remove(int count) {
    if (count < 0 || count > size()) {
      throw new IllegalArgumentException("cannot remove " + count + " bytes: there are " + size());
    }
    most = Math.max(most, end - head);
    head += count;
    if (head == end) {
      giveBack();
      mostBefore = most;
      most = 0;
      head = 0;
      tail = 0;
      end = 0;
    }
  }

  /**
   * Makes room for so many bytes after those that are in order.
   *
   * @return false if there is no memory for them
   * @throws IllegalArgumentException if that are more than are {@link #free}
   */
  public boolean makeRoom(int count) {
    if (count > free()) {
      throw new IllegalArgumentException("no room for " + count + " bytes: there is " + free());
    }
    if (tail + count <= allocated()) {
      return true;
    }
    int needed = Math.max(end - head, size() + count);
    if (2 * needed > allocated() && allocated() < 2 * capacity) {
      grow(Math.min(2 * capacity, 2 * Math.max(needed, mostBefore)));
    }
    if (needed > allocated() && !grow(needed)) {
      return false;
    }
    moveTo(piece);
    return true;
  }

  /** Moves into a larger piece of memory, if there is one. */
  private boolean grow(int size) {
    Memory.Piece larger = memory.take(size);
    if (larger == null) {
      return false;
    }
    moveTo(larger);
    return true;
  }

  private void moveTo(Memory.Piece target) {
    if (piece != null && end > head) {
      // May overlap, and is copied as if it did not.
      target.bytes.put(0, piece.bytes, head, end - head);
    }
    tail -= head;
    end -= head;
    head = 0;
    if (target != piece) {
      giveBack();
      piece = target;
    }
  }

  private void giveBack() {
    if (piece != null) {
      memory.giveBack(piece);
      piece = null;
    }
  }

  private int allocated() {
    return piece == null ? 0 : piece.bytes.capacity();
  }
}
