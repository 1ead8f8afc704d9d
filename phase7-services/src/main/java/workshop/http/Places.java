package workshop.http;

import java.util.LinkedHashSet;
import java.util.Set;

/** Limits the number of connections. If there are too many, one that only waits is ended. */
final class Places {
  /** A connection that may be ended to make room for another one. */
  interface Guest {
    /** Ends the connection, as if it had waited too long. It calls {@link #leave} at once. */
    void giveWay();
  }

  private final int most;
  private int taken;

  /** The connections that wait for a request; the one that has waited longest is first. */
  private final Set<Guest> waiting = new LinkedHashSet<>();

  Places(int most) {
    this.most = most;
  }

  /** Takes a place. If none is left, the guest that has waited longest is ended. */
  void take() {
    if (taken >= most && !waiting.isEmpty()) {
      waiting.iterator().next().giveWay();
    }
    taken++;
  }

  /** Whether more places are taken than there are. */
  boolean areTooFew() {
    return taken > most;
  }

  /** Gives a place back. */
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

  /** How many places are taken. */
  int taken() {
    return taken;
  }
}
