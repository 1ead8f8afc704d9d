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
    throw new workshop.NotDone("5.9", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.9
}
