package workshop.live;

import java.util.ArrayList;
import java.util.List;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * The pages that are open, and when they are told what is new. As long as nobody looks, nobody
 * collects anything.
 *
 * <p>A page that vanishes without a word, or stops reading, takes nothing any more: after a while
 * it counts no longer, until it reads again.
 */
final class Audience {
  /** A page. */
  interface Spectator {
    /** Something may be worth telling. */
    void wake();
  }

  /** More pages at once get no stream. */
  static final int MOST = 8;

  /** People see no more pictures in a second than this leaves. */
  static final long INTERVAL = 80_000_000;

  /** So often, the page hears that the stack is still there. */
  static final long HEARTBEAT = 1_000_000_000;

  /** Who has not taken anything for so long does not look. */
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

  /** Calls this each time that nobody looks any more. */
  void whenEmpty(Runnable action) {
    whenEmpty.add(action);
  }

  /** Whether anybody looks: else nothing need be collected. */
  boolean isWatched() {
    return watched;
  }

  /** Whether there is no room for one more page. */
  boolean isFull() {
    return seats.stream().filter(this::looks).count() >= MOST;
  }

  /** A page is there, and takes what it is told. */
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
