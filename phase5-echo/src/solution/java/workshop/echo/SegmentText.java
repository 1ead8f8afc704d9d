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
    switch (connection.state()) {
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> {
        Receiver receiver = connection.receiver();
        SequenceNumber before = receiver.next();
        receiver.text(segment.seq(), segment.payload());
        int received = receiver.next().minus(before);
        if (received == 0) {
          // A hole before it: tell at once where we are (RFC 5681 section 4.2).
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
// - Text is taken in ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2: as long as the peer has not sent its
//   FIN, whatever we have done on our side.
// - The receiver does not tell what it has taken. But its RCV.NXT moves by as much.
// - RCV.NXT has not moved: there is a hole before this text. `connection.out().sendAck()`, at once.
//   Else `connection.ackSoon()`: an echo may take the acknowledgment along.
// - The observer wants the new bytes only: they are the last ones of `receiver.received()`.
