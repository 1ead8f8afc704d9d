package workshop.echo;

import java.util.function.Supplier;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** A port that anybody may connect to: the LISTEN state of RFC 9293 section 3.10.7.2. */
final class Listener {
  private final Tcp tcp;
  private final Supplier<Application> applications;

  /**
   * Waits for connections.
   *
   * @param applications makes one for each connection
   */
  Listener(Tcp tcp, Supplier<Application> applications) {
    this.tcp = tcp;
    this.applications = applications;
  }

  Supplier<Application> applications() {
    return applications;
  }

  // --- Exercise 5.3: A SYN opens a connection (RFC 9293 section 3.10.7.2)

  /**
   * A segment has arrived that belongs to no connection.
   *
   * <p>The observer is told of whatever opens none. Where there is no room for one more, nothing is
   * sent, not even a reset; but the observer is told.
   *
   * @param used the last sequence number that a connection with this id has used, where that is
   *     known; else null
   */
  void process(ConnectionId id, TcpSegment segment, SequenceNumber used, long now) {
    throw new workshop.NotDone("5.3", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.3
}
