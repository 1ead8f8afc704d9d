package workshop.echo;

import java.nio.ByteBuffer;

/**
 * Bytes that wait, first in, first out, always in one piece. After them, with gaps, there may be
 * bytes that came too early.
 *
 * <pre>
 *        head                tail                        end
 *   -----|===================|.........|=======|.........
 *        |  size: in order   |   gap   | early |
 * </pre>
 *
 * <p>The memory is twice as large as the bytes in it, so on average each byte is moved at most
 * once. A segment is always in one piece, and never has to be put together from two ends, as in a
 * ring. The queue starts small, and has no memory while it is empty, because most queues are empty
 * most of the time.
 */
public final class ByteQueue {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final int capacity;
  private final Memory memory;

  /** Where the bytes are; null as long as there are none. */
  private Memory.Piece piece;

  /**
   * The most bytes since the queue was empty, and in the time before that: as many may come again.
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

  /** How many bytes more fit in. */
  public int free() {
    return capacity - size();
  }

  /**
   * How many of the {@link #free} bytes fit in for certain. More of them would need more memory,
   * and others may take that memory before.
   */
  public int certain() {
    return Math.min(capacity, Math.max(Memory.SMALLEST, allocated())) - size();
  }

  /** Takes as many bytes as there is room and memory for; moves the data's position after them. */
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
   * Stores bytes that may have come too early.
   *
   * @param offset how far they are after the bytes in order, from 0
   * @param data from index 0 to the limit, not longer than there is room for; left as it is
   * @throws IllegalStateException if there is no memory for them; call {@link #makeRoom} before
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

  /** As many bytes more are in order now; {@link #put} has stored them. */
  public void advance(int count) {
    tail += count;
    end = Math.max(end, tail);
  }

  /** A view of {@code count} bytes, {@code offset} after the oldest; valid until the next call. */
  public ByteBuffer peek(int offset, int count) {
    if (offset < 0 || count < 0 || count > end - head - offset) {
      throw new IllegalArgumentException(
          "peek(%d, %d): %d bytes wait".formatted(offset, count, size()));
    }
    return piece == null
        ? NOTHING
        : piece.view.limit(head + offset + count).position(head + offset);
  }

  /** Removes the oldest bytes. */
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
   * Makes room for this many bytes after the bytes in order.
   *
   * @return false if there is no memory for them
   * @throws IllegalArgumentException if there are not as many {@link #free}
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
      // The two may overlap; put copies them correctly.
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
