package workshop.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import workshop.echo.ConnectionId;
import workshop.tap.OutgoingFrame;

/** Frames that wait on the wire until somebody lets them go. There is room only for a few. */
final class HeldFrames {
  private static final int MOST = 256;

  /**
   * A frame that waits.
   *
   * @param seen what the page shows of it
   * @param frame a copy of our own
   * @param checked whether the link has checked it, see {@link workshop.tap.Link#isChecked}
   */
  record Held(SeenFrame seen, OutgoingFrame frame, boolean checked) {}

  private final Deque<Held> waiting = new ArrayDeque<>();
  private final Queue<Held> freeIncoming = new ArrayDeque<>();
  private final Queue<Held> freeOutgoing = new ArrayDeque<>();

  /** Keeps a frame. There must be room for it. */
  void keep(SeenFrame seen, OutgoingFrame copy, boolean checked) {
    waiting.add(new Held(seen, copy, checked));
  }

  /** Whether there is room for one more frame. */
  boolean hasRoom() {
    return waiting.size() < MOST;
  }

  /** Lets the oldest frame of this connection go. */
  void step(ConnectionId id) {
    release(id, 1);
  }

  /** Lets all frames of this connection go. */
  void free(ConnectionId id) {
    release(id, MOST);
  }

  /** Lets all frames go. */
  void freeAll() {
    waiting.forEach(this::free);
    waiting.clear();
  }

  private void release(ConnectionId id, int most) {
    int left = most;
    for (Iterator<Held> i = waiting.iterator(); left > 0 && i.hasNext(); ) {
      Held held = i.next();
      if (id.equals(held.seen.connection())) {
        i.remove();
        free(held);
        left--;
      }
    }
  }

  private void free(Held held) {
    (held.seen.incoming() ? freeIncoming : freeOutgoing).add(held);
  }

  /** How many frames of this connection wait. */
  int count(ConnectionId id) {
    int count = 0;
    for (Held held : waiting) {
      if (id.equals(held.seen.connection())) {
        count++;
      }
    }
    return count;
  }

  /** The next frame that may go to the stack now; null if there is none. */
  Held pollIncoming() {
    return freeIncoming.poll();
  }

  /** The next frame that may go to the wire now; null if there is none. */
  Held pollOutgoing() {
    return freeOutgoing.poll();
  }

  /** Whether a frame may go to the stack now. */
  boolean hasIncoming() {
    return !freeIncoming.isEmpty();
  }
}
