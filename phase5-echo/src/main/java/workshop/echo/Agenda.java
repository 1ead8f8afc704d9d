package workshop.echo;

import java.util.ArrayDeque;
import java.util.Queue;
import workshop.tap.FrameReceiver;

/**
 * Which connection has something to do at the end of this batch, and which one at a later time.
 *
 * <p>Nearly every segment moves a deadline to a later time, and few deadlines are ever reached. So
 * an entry with a later deadline stays at its place in the queue until it is the first one there. A
 * deadline needs no new object.
 */
public final class Agenda {
  /** Somebody who wants to be called. */
  public abstract static class Entry extends Deadlines.Entry {
    private boolean soon;

    /** The end of the batch has come. */
    protected abstract void work();
  }

  private final Queue<Entry> soon = new ArrayDeque<>();
  private final Queue<Deadlines.Entry> due = new ArrayDeque<>();
  private final Deadlines later = new Deadlines();

  /** Calls it at the end of this batch: once, even if this method is called several times. */
  void soon(Entry entry) {
    if (!entry.soon) {
      entry.soon = true;
      soon.add(entry);
    }
  }

  /**
   * Calls it at this time. An earlier call of this method counts no more.
   *
   * @param time on the loop's clock; {@link FrameReceiver#NEVER}: not at all
   */
  void at(Entry entry, long time) {
    entry.deadline = time;
    if (time < entry.queuedFor) {
      later.put(entry, time);
    }
  }

  /** Forgets its deadline. */
  void forget(Entry entry) {
    entry.deadline = FrameReceiver.NEVER;
    later.remove(entry);
  }

  /**
   * Calls all entries whose deadline is over. If such an entry asks for a time that is over, it is
   * called in the next batch. Otherwise an entry that always does so would stop all others.
   */
  void expire(long now) {
    sortFirst();
    while (deadline() <= now) {
      Deadlines.Entry entry = later.first();
      later.remove(entry);
      due.add(entry);
      sortFirst();
    }
    while (!due.isEmpty()) {
      Deadlines.Entry entry = due.remove();
      if (entry.deadline <= now) { // an entry before it may have changed or forgotten it
        entry.deadline = FrameReceiver.NEVER;
        entry.timeIsUp();
      }
    }
    sortFirst();
  }

  /** Moves entries with a later deadline back in the queue, until the first one is at its place. */
  private void sortFirst() {
    while (!later.isEmpty() && later.first().deadline != later.first().queuedFor) {
      Deadlines.Entry entry = later.first();
      if (entry.deadline == FrameReceiver.NEVER) {
        later.remove(entry);
      } else {
        later.put(entry, entry.deadline);
      }
    }
  }

  /** Calls all entries that have something to do in this batch. */
  void work() {
    while (!soon.isEmpty()) {
      Entry entry = soon.remove();
      try {
        entry.work();
      } finally {
        // Only now: if it asks for a turn while it works, it does not need another one.
        entry.soon = false;
      }
    }
    sortFirst();
  }

  /** The next time at which an entry has to be called; or {@link FrameReceiver#NEVER}. */
  long deadline() {
    return later.isEmpty() ? FrameReceiver.NEVER : later.first().queuedFor;
  }
}
