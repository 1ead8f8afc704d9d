package workshop.echo;

/** Decides who has to go when somebody new knocks and there is no room. */
@FunctionalInterface
public interface ListenQueue {
  /**
   * The connection that gives way.
   *
   * @param oldestFirst all that there are
   * @return null if none does: then the new one has to wait
   */
  Connection leastMissed(Iterable<Connection> oldestFirst);
}
