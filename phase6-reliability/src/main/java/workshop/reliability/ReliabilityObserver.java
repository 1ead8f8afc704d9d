package workshop.reliability;

import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.echo.ConnectionObserver;
import workshop.ipv4.IcmpMessage;

/** Is told what happens up to phase 6. */
public interface ReliabilityObserver extends ConnectionObserver {
  ReliabilityObserver NOBODY = new ReliabilityObserver() {};

  /**
   * A connection has done its work.
   *
   * @param figures gives the figures of its sending half at the time of the call
   */
  default void worked(ConnectionId id, Supplier<SenderFigures> figures) {}

  /** The peer does not answer what is sent to it again and again (SHLD-9). */
  default void unanswered(ConnectionId id) {}

  /** A SYN has been answered with a cookie, without a connection. */
  default void cookieSent(ConnectionId id) {}

  /** The network has trouble with a connection's segments, which may pass (SHLD-25). */
  default void softError(ConnectionId id, IcmpMessage message) {}
}
