package workshop.echo;

/** Decides who has to go when somebody new knocks and there is no room. */
@FunctionalInterface
public interface ListenQueue {
  /**
   * The connection that gives way.
   *
   * @param oldestFirst all that there are; or of those in the same state, which came the same way,
   *     only the one that has been there for longest: nobody has to look at all others then
   * @return null if none does: then the new one has to wait
   */
  Connection leastMissed(Iterable<Connection> oldestFirst);
}
