package workshop.live;

import java.util.Arrays;

/**
 * The latest events, numbered from 0. The room is limited: new ones replace the oldest. A reader
 * that is too slow can see how many it has missed.
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

  /** Adds an event. If there is no room, it replaces the oldest. */
  void add(T item) {
    items[(int) (next++ % items.length)] = item;
    oldest = Math.max(oldest, next - items.length);
  }

  /** The number that the next event will have. */
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
