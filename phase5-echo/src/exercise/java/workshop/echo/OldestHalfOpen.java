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
    throw new workshop.NotDone("5.9", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.9
}
