package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/** The seventh step of "SEGMENT ARRIVES": the text of a segment. */
final class SegmentText {
  private final ConnectionObserver observer;

  SegmentText(ConnectionObserver observer) {
    this.observer = observer;
  }

  // --- Exercise 5.4: Process the segment text (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Passes the text to the receiver if the peer has not sent its FIN yet, and acknowledges it.
   * Tells the observer which bytes are new ({@code textReceived}).
   */
  void processText(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.4", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.4
}
