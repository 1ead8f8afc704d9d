package workshop.echo;

import workshop.tap.FrameReceiver;

/**
 * The place for all that happens because time passes. On a wire that loses nothing, nothing does.
 */
public interface Timers {
  /**
   * No timers. A connection in TIME-WAIT then stays until somebody else needs its place; the RFC
   * wants it to stay for four minutes, at least.
   */
  Timers NONE = new Timers() {};

  /** A connection has done what there was to do: its parts may want to be woken later on. */
  default void worked(Connection connection, long now) {}

  /** A connection has entered TIME-WAIT, or has heard the peer's FIN once more there. */
  default void timeWait(Connection connection, long now) {}

  /** A connection is gone. */
  default void removed(Connection connection) {}

  /**
   * Does what is due.
   *
   * @param now the time, in nanoseconds on the loop's clock
   */
  default void expire(long now) {}

  /** When there will be something due next, on the loop's clock; or {@link FrameReceiver#NEVER}. */
  default long deadline() {
    return FrameReceiver.NEVER;
  }
}
