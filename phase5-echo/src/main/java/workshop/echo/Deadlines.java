package workshop.echo;

import java.util.Arrays;
import workshop.tap.FrameReceiver;

/**
 * Who will have something to do at which time, in a heap: nobody stands before the one that it
 * stands below.
 *
 * <pre>
 *                 0
 *           1           2
 *        3     4     5     6
 * </pre>
 *
 * <p>Each entry knows its place. So nobody has to be looked for, however many there are; and no
 * entry needs an object of its own to stand here.
 */
final class Deadlines {
  /** Somebody who has a place here, or none. */
  abstract static class Entry {
    /** When it wants to be called; NEVER if it does not. */
    long deadline = FrameReceiver.NEVER;

    /** For which time it stands here; NEVER if it does not. */
    long queuedFor = FrameReceiver.NEVER;

    /** Where it stands; negative if it does not. */
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

  /** The one whose time comes first; not to be called if there is none. */
  Entry first() {
    return heap[0];
  }

  /**
   * Puts the entry where its time belongs, whether it is here already or not.
   *
   * @param time it is {@link Entry#queuedFor} from now on
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

  /** Takes the entry out; if it is not here, that changes nothing. */
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

  /** Moves those aside that stand in its way: up, or else down. */
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

  /** Of the two below this place, the one that comes first; not less than size if none is. */
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
