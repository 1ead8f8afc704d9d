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
   * Hands text to the receiver, as long as the peer may send any, and has it acknowledged. The
   * observer is told of the bytes that are new ({@code textReceived}).
   */
  void processText(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.4", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.4
}
