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
   * Whether to go on with the segment; if not, it has been dealt with.
   *
   * <p>Each ACK that is accepted is handed to the sender, also one that acknowledges nothing new:
   * it may bring a window. Then the connection has work to do, {@link Connection#askForTurn}: the
   * application may write again. Where our FIN is acknowledged: {@link
   * Closing#enterAfterOurFinArrived}; that may have been the end.
   */
  boolean checkAck(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.2
}
