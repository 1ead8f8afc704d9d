package workshop.echo;

import java.util.Arrays;

/**
 * Entries of an {@link Agenda} in a heap: nobody stands before the one that it stands below.
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
  private static final int FIRST_CAPACITY = 16;

  private Agenda.Entry[] heap = new Agenda.Entry[FIRST_CAPACITY];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The one whose time comes first; not to be called if there is none. */
  Agenda.Entry first() {
    return heap[0];
  }

  /**
   * Puts the entry where its time belongs, whether it is here already or not.
   *
   * @param time it is {@link Agenda.Entry#queuedFor} from now on
   */
  void put(Agenda.Entry entry, long time) {
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
  void remove(Agenda.Entry entry) {
    if (entry.place < 0) {
      return;
    }
    Agenda.Entry last = heap[--size];
    heap[size] = null;
    if (last != entry) {
      settle(last, entry.place);
    }
    entry.place = -1;
  }

  /** Moves those aside that stand in its way: up, or else down. */
  private void settle(Agenda.Entry entry, int from) {
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

  private void move(Agenda.Entry entry, int place) {
    heap[place] = entry;
    entry.place = place;
  }
}
