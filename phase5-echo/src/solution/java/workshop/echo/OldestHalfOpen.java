package workshop.echo;

/**
 * Removes the oldest connection in TIME-WAIT, or if there is none, the oldest one in SYN-RECEIVED.
 * So a flood of SYNs does not keep honest clients out (RFC 4987 section 3.4). Established
 * connections stay: without timers, nobody knows whether their peers are still there.
 */
final class OldestHalfOpen implements ListenQueue {

  // --- Exercise 5.9: Many connections, and a flood of SYNs (RFC 4987 section 3.4)

  /**
   * {@inheritDoc}
   *
   * <p>An established connection never has to go. A connection that our own side has opened does
   * not have to go either, in SYN-SENT or in SYN-RECEIVED: an application waits for it.
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
// - The oldest connection comes first. Nobody needs a connection in TIME-WAIT any more: return the
//   first one that you find.
// - A connection is half-open if it is in SYN-RECEIVED after a passive open (`isPassive()`).
//   Remember the first half-open one, and go on: there may still be one in TIME-WAIT.
