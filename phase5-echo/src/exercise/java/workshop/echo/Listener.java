package workshop.echo;

import java.util.function.Supplier;
import workshop.shared.DropReason;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** A port that anybody may connect to: the LISTEN state of RFC 9293 section 3.10.7.2. */
final class Listener {
  private final Supplier<Application> applications;
  private final ConnectionTable connections;
  private final InitialSequenceNumbers numbers;
  private final Surroundings surroundings;

  /**
   * Waits for connections.
   *
   * @param applications makes one for each connection
   * @param connections the table for new connections
   * @param numbers gives them their initial sequence numbers
   */
  Listener(
      Supplier<Application> applications,
      ConnectionTable connections,
      InitialSequenceNumbers numbers,
      Surroundings surroundings) {
    this.applications = applications;
    this.connections = connections;
    this.numbers = numbers;
    this.surroundings = surroundings;
  }

  Supplier<Application> applications() {
    return applications;
  }

  // --- Exercise 5.1: A SYN opens a connection (RFC 9293 section 3.10.7.2)

  /**
   * A segment has arrived that belongs to no connection.
   *
   * <p>If it does not open a connection, drop it ({@link #drop} tells the observer). If there is no
   * room for one more connection, drop it and send nothing, not even a reset.
   *
   * @param used the last sequence number of an older connection with this id; null if there was
   *     none, or nobody knows it
   */
  void process(ConnectionId id, TcpSegment segment, SequenceNumber used) {
    throw new workshop.NotDone("5.1", "docs/phase5-echo.md");
  }

  /** Ignores text or a FIN that comes with the SYN: the peer sends it again. */
  private void open(ConnectionId id, TcpSegment syn, SequenceNumber used) {
    throw new workshop.NotDone("5.1", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.1

  private void drop(DropReason reason, TcpSegment segment) {
    surroundings.observer().dropped(reason, segment.payload());
  }
}
