package workshop.echo;

import java.util.Arrays;
import workshop.tap.FrameReceiver;

/**
 * Entries and their times, in a heap: no entry has an earlier time than the entry above it.
 *
 * <pre>
 *                 0
 *           1           2
 *        3     4     5     6
 * </pre>
 *
 * <p>Each entry knows its place. So it is found at once, even among many, and it needs no other
 * object to be in the heap.
 */
final class Deadlines {
  /** An entry that may be in the heap. */
  abstract static class Entry {
    /** When it wants to be called; NEVER if it does not. */
    long deadline = FrameReceiver.NEVER;

    /** The time by which it is sorted here; NEVER if it is not in the heap. */
    long queuedFor = FrameReceiver.NEVER;

    /** Its place in the heap; negative if it is not there. */
    private int place = -1;

    /** The deadline is over. */
    protected abstract void timeIsUp();
  }

  private static final int FIRST_CAPACITY = 16;

  private Entry[] heap = new Entry[FIRST_CAPACITY];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The entry with the earliest time. Do not call this if there is none. */
  Entry first() {
    return heap[0];
  }

  /**
   * Puts the entry into the heap, or moves it if it is there already.
   *
   * @param time becomes its {@link Entry#queuedFor}
   */
  void put(Entry entry, long time) {
    entry.queuedFor = time;
    if (entry.place < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      entry.place = size++;
    }
    settle(entry, entry.place);
  }

  /** Takes the entry out of the heap. Does nothing if it is not there. */
  void remove(Entry entry) {
    if (entry.place < 0) {
      return;
    }
    Entry last = heap[--size];
    heap[size] = null;
    if (last != entry) {
      settle(last, entry.place);
    }
    entry.place = -1;
    entry.queuedFor = FrameReceiver.NEVER;
  }

  /** Moves the entry up or down from this place until it is where its time belongs. */
  private void settle(Entry entry, int from) {
    int hole = from;
    while (hole > 0 && entry.queuedFor < heap[(hole - 1) / 2].queuedFor) {
      move(heap[(hole - 1) / 2], hole);
      hole = (hole - 1) / 2;
    }
    for (int below = earlierBelow(hole);
        below < size && heap[below].queuedFor < entry.queuedFor;
        below = earlierBelow(hole)) {
      move(heap[below], hole);
      hole = below;
    }
    move(entry, hole);
  }

  /** The place of the earlier one of the two entries below; size or more if there is none. */
  private int earlierBelow(int place) {
    int left = 2 * place + 1;
    boolean right = left + 1 < size && heap[left + 1].queuedFor < heap[left].queuedFor;
    return right ? left + 1 : left;
  }

  private void move(Entry entry, int place) {
    heap[place] = entry;
    entry.place = place;
  }
}
