package workshop.reliability;

import workshop.echo.ConnectionId;
import workshop.echo.ConnectionObserver;
import workshop.ipv4.IcmpMessage;

/** Is told what happens up to phase 6. */
public interface ReliabilityObserver extends ConnectionObserver {
  ReliabilityObserver NOBODY = new ReliabilityObserver() {};

  /** A connection has done what there was to do. */
  default void worked(ConnectionId id, SenderFigures figures, long now) {}

  /** The network has trouble with a connection's segments, which may pass (SHLD-25). */
  default void softError(ConnectionId id, IcmpMessage message) {}
}
