package workshop.echo;

/** Decides which connection has to go when a new one comes and there is no room. */
@FunctionalInterface
public interface ListenQueue {
  /**
   * The connection that has to go.
   *
   * @param oldestFirst all connections, or a shorter list that gives the same answer: for each
   *     state, only the oldest one that a peer has opened, and the oldest one that we have opened
   * @return null if none has to go: then the new one has to wait
   */
  Connection leastMissed(Iterable<Connection> oldestFirst);
}
