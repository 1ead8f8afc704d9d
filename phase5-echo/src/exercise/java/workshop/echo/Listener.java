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
   * @param connections where new ones are put
   * @param numbers where they start counting
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
   * <p>Whatever opens none is told ({@link #drop}). Where there is no room for one more, nothing is
   * sent, not even a reset; but it is told.
   *
   * @param used the last sequence number that a connection with this id has used, if that is known;
   *     else null
   */
  void process(ConnectionId id, TcpSegment segment, SequenceNumber used) {
    throw new workshop.NotDone("5.1", "docs/phase5-echo.md");
  }

  /** Text or a FIN that comes with the SYN is left for the peer to send again. */
  private void open(ConnectionId id, TcpSegment syn, SequenceNumber used) {
    throw new workshop.NotDone("5.1", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.1

  private void drop(DropReason reason, TcpSegment segment) {
    surroundings.observer().dropped(reason, segment.payload());
  }
}
