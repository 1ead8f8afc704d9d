package workshop.live;

import java.util.Arrays;

/**
 * The latest of what has happened, numbered from 0 on. It is bounded: older ones give way, and a
 * reader who is too slow finds out how many it has missed.
 */
final class Ring<T> {
  private final Object[] items;
  private long next;
  private long oldest;

  /**
   * An empty ring.
   *
   * @param capacity how many are kept
   */
  Ring(int capacity) {
    items = new Object[capacity];
  }

  /** Adds one; the oldest gives way where there is no room. */
  void add(T item) {
    items[(int) (next++ % items.length)] = item;
    oldest = Math.max(oldest, next - items.length);
  }

  /** The number that the next one will have. */
  long next() {
    return next;
  }

  /** The number of the oldest that is still there; {@link #next} if there is none. */
  long oldest() {
    return oldest;
  }

  /** The one with this number, from {@link #oldest} on and before {@link #next}. */
  @SuppressWarnings("unchecked") // add puts nothing else in there
  T get(long number) {
    if (number < oldest || number >= next) {
      throw new IndexOutOfBoundsException("No " + number);
    }
    return (T) items[(int) (number % items.length)];
  }

  /** Forgets all; the numbers go on. */
  void clear() {
    Arrays.fill(items, null);
    oldest = next;
  }
}
