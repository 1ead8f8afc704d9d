package workshop.live;

import java.util.ArrayList;
import java.util.List;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * The pages that are open, and when they get news. As long as no page is open, the stack collects
 * nothing for them.
 *
 * <p>A page may vanish without closing its connection, or stop reading. After a while, such a page
 * does not count any more, until it reads again.
 */
final class Audience {
  /** A page. */
  interface Spectator {
    /** There may be news. */
    void wake();
  }

  /** How many pages can be open. Further pages get no stream. */
  static final int MOST = 8;

  /** The shortest time between two messages: people cannot see faster changes. */
  static final long INTERVAL = 80_000_000;

  /** How often a page gets a message without news, so that it knows that the stack still runs. */
  static final long HEARTBEAT = 1_000_000_000;

  /** A page that has read nothing for this time does not count. */
  private static final long LOST = 10 * HEARTBEAT;

  private static final class Seat {
    final Spectator spectator;
    long lastSeen;

    Seat(Spectator spectator, long now) {
      this.spectator = spectator;
      lastSeen = now;
    }
  }

  private final LoopClock clock;
  private final List<Seat> seats = new ArrayList<>();
  private final List<Runnable> whenEmpty = new ArrayList<>();
  private boolean watched;
  private boolean news;
  private long lastTold;

  Audience(LoopClock clock) {
    this.clock = clock;
  }

  /** Calls the action each time that the last page has gone. */
  void whenEmpty(Runnable action) {
    whenEmpty.add(action);
  }

  /** Whether a page is open. Otherwise nobody needs the data. */
  boolean isWatched() {
    return watched;
  }

  /** Whether there is no room for one more page. */
  boolean isFull() {
    return seats.stream().filter(this::looks).count() >= MOST;
  }

  /** A page is there, and reads. */
  void seen(Spectator spectator) {
    for (Seat seat : seats) {
      if (seat.spectator == spectator) {
        seat.lastSeen = clock.now();
        watched = true;
        return;
      }
    }
    seats.add(new Seat(spectator, clock.now()));
    watched = true;
    news = true;
  }

  /** A page is gone. */
  void gone(Spectator spectator) {
    seats.removeIf(seat -> seat.spectator == spectator);
    countThoseWhoLook();
  }

  /** Something has happened that a page shows. */
  void news() {
    news = true;
  }

  /** The end of a batch, before the connections work: tells the pages if it is time. */
  void tick() {
    if (seats.isEmpty() || clock.now() < deadline()) {
      return;
    }
    lastTold = clock.now();
    news = false;
    countThoseWhoLook();
    for (Seat seat : List.copyOf(seats)) {
      seat.spectator.wake();
    }
  }

  /** When {@link #tick} has to be called, on the loop's clock; or never. */
  long deadline() {
    if (seats.isEmpty()) {
      return FrameReceiver.NEVER;
    }
    return lastTold + (news && watched ? INTERVAL : HEARTBEAT);
  }

  private void countThoseWhoLook() {
    boolean before = watched;
    watched = seats.stream().anyMatch(this::looks);
    if (before && !watched) {
      whenEmpty.forEach(Runnable::run);
    }
  }

  private boolean looks(Seat seat) {
    return clock.now() - seat.lastSeen < LOST;
  }
}
