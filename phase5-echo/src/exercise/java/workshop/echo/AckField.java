package workshop.echo;

import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** The fifth step of "SEGMENT ARRIVES": what a segment acknowledges. */
final class AckField {
  private final ConnectionObserver observer;

  AckField(ConnectionObserver observer) {
    this.observer = observer;
  }

  // --- Exercise 5.2: Check the ACK field (RFC 9293 section 3.10.7.4, fifth)

  /**
   * Whether to go on with the segment. If not, this method has answered or dropped it.
   *
   * <p>Pass each good ACK to the sender, even if it acknowledges nothing new: it may bring a new
   * window. Then call {@link Connection#askForTurn}, because the application may write again. If
   * our FIN is acknowledged, call {@link Closing#enterAfterOurFinArrived}; that may end the
   * connection.
   */
  boolean checkAck(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.2
}
