package workshop.echo;

/**
 * The oldest connection that only waits gives way, or else the oldest that has not got beyond its
 * SYN: so a flood of SYNs, which anybody can send without giving an address away, does not keep
 * honest clients out (RFC 4987 section 3.4). Established connections stay; that their peers have
 * vanished, only timers can tell.
 */
final class OldestHalfOpen implements ListenQueue {

  // --- Exercise 5.9: Many connections, and a flood of SYNs (RFC 4987 section 3.4)

  /**
   * {@inheritDoc}
   *
   * <p>An established connection never gives way, and neither does one that our own side has
   * opened, in SYN-SENT or in SYN-RECEIVED: an application waits for it.
   */
  @Override
  public Connection leastMissed(Iterable<Connection> oldestFirst) {
    Connection halfOpen = null;
    for (Connection connection : oldestFirst) {
      if (connection.state() == State.TIME_WAIT) {
        return connection;
      }
      boolean knocking = connection.state() == State.SYN_RECEIVED && connection.isPassive();
      if (halfOpen == null && knocking) {
        halfOpen = connection;
      }
    }
    return halfOpen;
  }

  // --- End of exercise 5.9
}

// Hints for 5.9:
// - The connections come in the order of their age. Somebody in TIME-WAIT needs nothing any more:
//   the first such one is the answer, at once.
// - Half-open is who is in SYN-RECEIVED after a passive open (`isPassive()`): anybody can have
//   sent that SYN, in anybody's name. Remember the first of those, and go on looking for a
//   TIME-WAIT.
