package workshop.echo;

import workshop.tcp.Reset;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * SEGMENT ARRIVES in SYN-SENT (RFC 9293 section 3.10.7.3): we have sent a SYN, and wait for the SYN
 * of the peer.
 */
final class SynSent {
  private static final String REFUSED = "connection refused";

  private final ConnectionObserver observer;

  SynSent(ConnectionObserver observer) {
    this.observer = observer;
  }

  /**
   * A segment has arrived in SYN-SENT.
   *
   * @return whether the handshake is done; then the segment goes on with the sixth step
   */
  boolean process(Connection connection, TcpSegment segment) {
    boolean ack = segment.has(TcpFlags.ACK);
    // First, check the ACK bit: does it acknowledge our SYN?
    if (ack && !segment.ack().equals(connection.sender().next())) {
      TcpSegment reset = Reset.answerTo(segment);
      if (reset != null) {
        connection.out().sendReset(reset.seq());
      }
      observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
      return false;
    }
    // Second, check the RST bit: without a valid ACK, any stranger may have sent it.
    if (segment.has(TcpFlags.RST)) {
      if (ack) {
        connection.lose(REFUSED);
      } else {
        observer.dropped(SegmentDrop.RESET_NOT_EXACT, segment.payload());
      }
      return false;
    }
    // Third, check the security: left out, because nobody uses it.
    // Fourth, check the SYN bit.
    if (segment.has(TcpFlags.SYN)) {
      return takeSyn(connection, segment);
    }
    // Fifth, neither SYN nor RST: drop the segment.
    observer.dropped(SegmentDrop.NOT_A_SYN, segment.payload());
    return false;
  }

  private static boolean takeSyn(Connection connection, TcpSegment segment) {
    connection.takeSyn(segment);
    if (!segment.has(TcpFlags.ACK)) {
      // Both sides have opened at the same time.
      connection.enter(State.SYN_RECEIVED);
      connection.sendSyn();
      return false;
    }
    connection.sender().acknowledged(segment);
    connection.enter(State.ESTABLISHED);
    connection.ackSoon();
    return true;
  }
}
