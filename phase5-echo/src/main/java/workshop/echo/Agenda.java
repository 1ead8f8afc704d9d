package workshop.echo;

import java.util.ArrayDeque;
import java.util.Queue;
import workshop.tap.FrameReceiver;

/**
 * Who has something to do at the end of this batch, and who will have at which time.
 *
 * <p>Deadlines move on with nearly every segment, and are hardly ever reached. So an entry whose
 * deadline is put off stays where it is in the queue, until it is the first there. Nothing is
 * allocated for a deadline.
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

  /** Calls it at the end of this batch, once, however often this is asked for. */
  void soon(Entry entry) {
    if (!entry.soon) {
      entry.soon = true;
      soon.add(entry);
    }
  }

  /**
   * Calls it at this time, and not at the one that was said before.
   *
   * @param time on the loop's clock; {@link FrameReceiver#NEVER}: not at all
   */
  void at(Entry entry, long time) {
    entry.deadline = time;
    if (time < entry.queuedFor) {
      later.put(entry, time);
    }
  }

  /** Calls it no more. */
  void forget(Entry entry) {
    entry.deadline = FrameReceiver.NEVER;
    later.remove(entry);
  }

  /**
   * Calls everybody whose deadline is over. An entry may then ask for a time that is over, too: it
   * is called in the next batch. Else an entry that always does so would stop all others.
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
      if (entry.deadline <= now) { // not put off or forgotten by one before it
        entry.deadline = FrameReceiver.NEVER;
        entry.timeIsUp();
      }
    }
    sortFirst();
  }

  /** Moves back in the queue who was put off, until the first one stands where it belongs. */
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

  /** Lets everybody work who has something to do in this batch. */
  void work() {
    while (!soon.isEmpty()) {
      Entry entry = soon.remove();
      try {
        entry.work();
      } finally {
        // Only now: what it asks for in there is dealt with already.
        entry.soon = false;
      }
    }
    sortFirst();
  }

  /** When somebody has to be called next, at the earliest; or {@link FrameReceiver#NEVER}. */
  long deadline() {
    return later.isEmpty() ? FrameReceiver.NEVER : later.first().queuedFor;
  }
}
