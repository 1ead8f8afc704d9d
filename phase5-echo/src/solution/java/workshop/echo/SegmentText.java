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
    switch (connection.state()) {
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> {
        Receiver receiver = connection.receiver();
        SequenceNumber before = receiver.next();
        receiver.text(segment.seq(), segment.payload());
        int received = receiver.next().minus(before);
        if (received == 0) {
          // There is a hole before it: say at once what we expect (RFC 5681 section 4.2).
          connection.out().sendAck();
          return;
        }
        ByteBuffer all = receiver.received();
        observer.textReceived(connection.id(), all.position(all.limit() - received));
        connection.ackSoon();
      }
      default -> {
        // The peer has sent its FIN: there is no text after it.
      }
    }
  }

  // --- End of exercise 5.4
}

// Hints for 5.4:
// - Take text in ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2. In these states the peer has not sent its
//   FIN. It does not matter what we have sent.
// - The receiver does not return how many bytes it has taken. But its RCV.NXT moves by as many.
// - If RCV.NXT has not moved, there is a hole before this text: call `connection.out().sendAck()`.
//   Otherwise call `connection.ackSoon()`, because an echo may carry the acknowledgment.
// - The observer wants only the new bytes: they are the last ones of `receiver.received()`.
