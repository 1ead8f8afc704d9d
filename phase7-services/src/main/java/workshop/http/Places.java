package workshop.http;

import java.util.LinkedHashSet;
import java.util.Set;

/** How many connections there may be; if there are too many, one that only waits gives way. */
final class Places {
  /** A connection that may have to give way. */
  interface Guest {
    /** Ends it, as if it had waited too long. It {@link #leave}s in this call. */
    void giveWay();
  }

  private final int most;
  private int taken;

  /** Those that wait for a request; the one that has waited longest comes first. */
  private final Set<Guest> waiting = new LinkedHashSet<>();

  Places(int most) {
    this.most = most;
  }

  /** Takes one. If none is left, the guest that has waited longest gives way. */
  void take() {
    if (taken >= most && !waiting.isEmpty()) {
      waiting.iterator().next().giveWay();
    }
    taken++;
  }

  /** Whether more are taken than there are. */
  boolean areTooFew() {
    return taken > most;
  }

  /** Gives one back. */
  void leave(Guest guest) {
    waiting.remove(guest);
    taken--;
  }

  /** Says whether a guest only waits from now on. */
  void setWaiting(Guest guest, boolean waits) {
    if (waits) {
      waiting.add(guest);
    } else {
      waiting.remove(guest);
    }
  }

  /** How many are taken. */
  int taken() {
    return taken;
  }
}
