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
    if (!segment.has(TcpFlags.ACK)) {
      observer.dropped(SegmentDrop.NO_ACK, segment.payload());
      return false;
    }
    Sender sender = connection.sender();
    if (connection.state() == State.SYN_RECEIVED) {
      if (!segment.ack().isAfter(sender.unacknowledged())
          || !segment.ack().isAtMost(sender.next())) {
        observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
        connection.out().sendReset(segment.ack());
        return false;
      }
      sender.acknowledged(segment);
      connection.enter(State.ESTABLISHED);
      return true;
    }
    // RFC 5961 section 5.2: neither more than we have sent, nor older than the largest window.
    SequenceNumber oldest = sender.unacknowledged().plus(-sender.largestWindow());
    if (segment.ack().isAfter(sender.next()) || segment.ack().isBefore(oldest)) {
      observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
      connection.out().sendChallengeAck();
      return false;
    }
    sender.acknowledged(segment);
    connection.askForTurn(); // there may be room to send now
    if (sender.finAcknowledged()) {
      Closing.enterAfterOurFinArrived(connection);
    }
    return connection.state() != State.CLOSED;
  }

  // --- End of exercise 5.2
}

// Hints for 5.2:
// - Three questions, in the RFC's order. Has the segment an ACK at all? If not, it is dropped
//   (SegmentDrop.NO_ACK). Is the state SYN-RECEIVED? Then this ACK is the handshake's last. And in
//   all other states: is it one that the peer may send?
// - In SYN-RECEIVED only SND.UNA < SEG.ACK =< SND.NXT establishes the connection; whatever else is
//   answered with a reset that has the number SEG.ACK. `sender.acknowledged` first, then
//   `connection.enter(State.ESTABLISHED)`: the application may want to send at once.
// - In the other states an ACK after SND.NXT is one of what was never sent, and one before SND.UNA
//   - MAX.SND.WND (`sender.unacknowledged().plus(-sender.largestWindow())`) a guess or very old: a
//   challenge ACK for both. Not `sendAck`: two stacks that disagree would never stop.
// - Where it is right: tell the sender, `connection.askForTurn()`, and if with it our FIN has been
//   acknowledged, call `Closing.enterAfterOurFinArrived`. That may end the connection: then return
//   false.
