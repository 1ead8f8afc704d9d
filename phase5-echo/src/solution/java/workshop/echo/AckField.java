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
    // RFC 5961 section 5.2: not more than we have sent, and not older than the largest window.
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
// - Ask three questions. Does the segment have an ACK? If not, drop it (SegmentDrop.NO_ACK). Is the
//   state SYN-RECEIVED? Then this must be the last ACK of the handshake. In all other states: may
//   the peer send this ACK?
// - In SYN-RECEIVED, the ACK is good if SND.UNA < SEG.ACK =< SND.NXT. Then call
//   `sender.acknowledged` first and `connection.enter(State.ESTABLISHED)` after it, because the
//   application may send at once. Answer any other ACK with a reset that has the number SEG.ACK.
// - In the other states, an ACK is bad if it is after SND.NXT, or before SND.UNA minus the largest
//   window: `sender.unacknowledged().plus(-sender.largestWindow())`. Answer it with a challenge
//   ACK. Do not use `sendAck`: two stacks that disagree would never stop.
// - If the ACK is good, tell the sender and call `connection.askForTurn()`. If
//   `sender.finAcknowledged()` is true then, call `Closing.enterAfterOurFinArrived`. If the state
//   is CLOSED after that, return false.
