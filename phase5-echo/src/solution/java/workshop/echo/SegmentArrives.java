package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * The way in of a connection: "SEGMENT ARRIVES" of RFC 9293 section 3.10.7, step by step and in its
 * order. (Sections 3.10.7.1 and 3.10.7.2, for segments without a connection, are in {@link Tcp} and
 * {@link Listener}.)
 */
final class SegmentArrives {
  private final ConnectionObserver observer;
  private final SynSent synSent;
  private final SegmentChecks checks;

  SegmentArrives(SegmentChecks checks, ConnectionObserver observer) {
    this.checks = checks;
    this.observer = observer;
    synSent = new SynSent(observer);
  }

  /** A segment has arrived for this connection. */
  void process(Connection connection, TcpSegment segment) {
    switch (connection.state()) {
      case SYN_SENT -> synSent(connection, segment);
      case SYN_RECEIVED -> synReceived(connection, segment);
      default -> otherStates(connection, segment);
    }
  }

  /** Section 3.10.7.3. What comes with the SYN is next: the SYN itself lies before the window. */
  private void synSent(Connection connection, TcpSegment segment) {
    if (synSent.process(connection, segment)) {
      TcpSegment rest = withinWindow(connection.receiver(), segment);
      checkUrg(connection, rest);
      takeTextAndFin(connection, rest);
    }
  }

  /** The peer's SYN once more: it has not heard our answer, and a mere ACK would not help it. */
  private void synReceived(Connection connection, TcpSegment segment) {
    boolean sameSyn =
        segment.has(TcpFlags.SYN)
            && !segment.has(TcpFlags.ACK)
            && !segment.has(TcpFlags.RST)
            && segment.seq().plus(1).equals(connection.receiver().next());
    if (sameSyn) {
      connection.sendSyn();
    } else {
      otherStates(connection, segment);
    }
  }

  /** Section 3.10.7.4: the eight steps. */
  private void otherStates(Connection connection, TcpSegment segment) {
    // First, check the sequence number.
    if (!checks.checkSequenceNumber(connection, segment)) {
      return;
    }
    // Second, check the RST bit.
    if (segment.has(TcpFlags.RST)) {
      checks.checkReset(connection, segment);
      return;
    }
    // Third, check the security: left out, because nobody uses it.
    // Fourth, check the SYN bit.
    if (segment.has(TcpFlags.SYN)) {
      checks.checkSyn(connection, segment);
      return;
    }
    // What lies outside the window is cut off: the end of the first step.
    TcpSegment trimmed = withinWindow(connection.receiver(), segment);
    // Fifth, check the ACK field.
    if (!checkAck(connection, trimmed)) {
      return;
    }
    // Sixth, check the URG bit.
    checkUrg(connection, trimmed);
    // Seventh, process the segment text; eighth, check the FIN bit.
    takeTextAndFin(connection, trimmed);
  }

  private static TcpSegment withinWindow(Receiver receiver, TcpSegment segment) {
    return segment.within(receiver.next(), receiver.next().plus(receiver.window()));
  }

  private static void checkUrg(Connection connection, TcpSegment segment) {
    if (segment.has(TcpFlags.URG) && !connection.receiver().finReached()) {
      connection.urgentUntil(segment.seq().plus(segment.urgentPointer()));
    }
  }

  private void takeTextAndFin(Connection connection, TcpSegment segment) {
    boolean endedBefore = connection.receiver().finReached();
    if (segment.payload().limit() > 0) {
      processText(connection, segment);
      connection.receiver().reachFin(); // one that came before this text
    }
    if (segment.has(TcpFlags.FIN)) {
      checkFin(connection, segment);
    }
    if (!endedBefore && connection.receiver().finReached()) {
      enterAfterFin(connection);
    }
  }

  // --- Exercise 5.2: Check the ACK field (RFC 9293 section 3.10.7.4, fifth)

  /**
   * Whether to go on with the segment; if not, it has been dealt with.
   *
   * <p>Each ACK that is accepted is handed to the sender, also one that acknowledges nothing new:
   * it may bring a window. Then the connection has work to do, {@link Connection#askForTurn}: the
   * application may write again. Where our FIN is acknowledged: {@link #enterAfterOurFinArrived};
   * that may have been the end.
   */
  private boolean checkAck(Connection connection, TcpSegment segment) {
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
      enterAfterOurFinArrived(connection);
    }
    return connection.state() != State.CLOSED;
  }

  // --- End of exercise 5.2

  // --- Exercise 5.4: Process the segment text (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Hands text to the receiver, as long as the peer may send any, and has it acknowledged. The
   * observer is told of the bytes that are new ({@code textReceived}).
   */
  private void processText(Connection connection, TcpSegment segment) {
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

  // --- Exercise 5.6: Close, both ways (RFC 9293 section 3.6)

  /**
   * Eighth step: tells the receiver of the peer's FIN, and has it acknowledged. Each segment is
   * answered once: where a FIN with text comes after a hole, the text has seen to that already;
   * where one without text does, this has to.
   */
  private static void checkFin(Connection connection, TcpSegment segment) {
    Receiver receiver = connection.receiver();
    receiver.fin(segment.seq().plus(segment.payload().limit()));
    if (receiver.finReached() || segment.payload().limit() == 0) {
      connection.ackSoon(); // a FIN alone also where it has come too early; text has seen to it
    }
  }

  /** All that the peer will ever send has arrived. */
  private static void enterAfterFin(Connection connection) {
    switch (connection.state()) {
      case ESTABLISHED -> connection.enter(State.CLOSE_WAIT);
      case FIN_WAIT_1 -> connection.enter(State.CLOSING); // our FIN is not acknowledged yet
      case FIN_WAIT_2 -> connection.enter(State.TIME_WAIT);
      default -> {
        // Known already.
      }
    }
  }

  /** All that we have ever sent has arrived. */
  private static void enterAfterOurFinArrived(Connection connection) {
    switch (connection.state()) {
      case FIN_WAIT_1 -> connection.enter(State.FIN_WAIT_2);
      case CLOSING -> connection.enter(State.TIME_WAIT);
      case LAST_ACK -> connection.finish();
      default -> {
        // FIN-WAIT-2, TIME-WAIT: known already.
      }
    }
  }

  // --- End of exercise 5.6

}

// Hints for 5.2:
// - Three questions, in the RFC's order. Has the segment an ACK at all? If not, it is dropped
//   (SegmentDrop.NO_ACK). Is the state SYN-RECEIVED? Then this ACK is the handshake's last. And
//   in all other states: is it one that the peer may send?
// - In SYN-RECEIVED only SND.UNA < SEG.ACK =< SND.NXT establishes the connection; whatever else
//   is answered with a reset that has the number SEG.ACK. `sender.acknowledged` first, then
//   `connection.enter(State.ESTABLISHED)`: the application may want to send at once.
// - In the other states an ACK after SND.NXT is one of what was never sent, and one before
//   SND.UNA - MAX.SND.WND (`sender.unacknowledged().plus(-sender.largestWindow())`) a guess or
//   very old: a challenge ACK for both. Not `sendAck`: two stacks that disagree would never stop.
// - Where it is right: tell the sender, `connection.askForTurn()`, and if with it our FIN has been
//   acknowledged, call `enterAfterOurFinArrived`. That may end the connection: then return false.

// Hints for 5.4:
// - Text is taken in ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2: as long as the peer has not sent its
//   FIN, whatever we have done on our side.
// - The receiver does not tell what it has taken. But its RCV.NXT moves by as much.
// - RCV.NXT has not moved: there is a hole before this text. `connection.out().sendAck()`, at once.
//   Else `connection.ackSoon()`: an echo may take the acknowledgment along.
// - The observer wants the new bytes only: they are the last ones of `receiver.received()`.

// Hints for 5.6:
// - The FIN's number lies after the segment's text: SEG.SEQ plus the text's length. Whether it
//   is next, the receiver knows; ask it afterwards with `finReached()`.
// - A FIN alone is acknowledged in any case, so that the peer learns what is missing; one that
//   comes with text only if it has been reached, because the text has been answered already.
// - For the states, hold on to figure 5 of RFC 9293 (section 3.3.2). The peer's FIN leads from
//   ESTABLISHED to CLOSE-WAIT, from FIN-WAIT-1 to CLOSING, from FIN-WAIT-2 to TIME-WAIT.
// - The acknowledgment of our own FIN leads from FIN-WAIT-1 to FIN-WAIT-2 and from CLOSING to
//   TIME-WAIT; in LAST-ACK it is the end: `connection.finish()`.
