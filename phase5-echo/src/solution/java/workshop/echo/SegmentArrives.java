package workshop.echo;

import java.nio.ByteBuffer;
import workshop.UntilDone;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * The way in of a connection: "SEGMENT ARRIVES" of RFC 9293 section 3.10.7, step by step and in its
 * order. (Sections 3.10.7.1 and 3.10.7.2, for segments without a connection, are in {@link Tcp} and
 * {@link Listener}.)
 */
final class SegmentArrives {
  // Why a connection is gone; for the application and for people.
  private static final String RESET_BY_PEER = "connection reset by peer";
  private static final String REFUSED = "connection refused";
  private static final String RESET_EARLY = "reset before it was established";

  private final ConnectionObserver observer;

  SegmentArrives(ConnectionObserver observer) {
    this.observer = observer;
  }

  /** A segment has arrived for this connection. */
  void process(Connection connection, TcpSegment segment) {
    switch (connection.state()) {
      case SYN_SENT -> synSent(connection, segment);
      case SYN_RECEIVED -> synReceived(connection, segment);
      default -> otherStates(connection, segment);
    }
  }

  // --- Section 3.10.7.3, SYN-SENT: we have sent a SYN, and wait for the peer's.

  private void synSent(Connection connection, TcpSegment segment) {
    boolean ack = segment.has(TcpFlags.ACK);
    // First, check the ACK bit: does it answer what we have sent?
    if (ack && !segment.ack().equals(connection.sender().next())) {
      TcpSegment reset = Reset.answerTo(segment);
      if (reset != null) {
        connection.out().sendReset(reset.seq());
      }
      observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
      return;
    }
    // Second, check the RST bit: without a valid ACK anybody could have sent it.
    if (segment.has(TcpFlags.RST)) {
      if (ack) {
        connection.lose(REFUSED);
      } else {
        observer.dropped(SegmentDrop.RESET_NOT_EXACT, segment.payload());
      }
      return;
    }
    // Third, check the security: left out, because nobody uses it.
    // Fourth, check the SYN bit.
    if (segment.has(TcpFlags.SYN)) {
      takeSyn(connection, segment);
      return;
    }
    // Fifth, neither SYN nor RST: drop the segment.
    observer.dropped(SegmentDrop.NOT_A_SYN, segment.payload());
  }

  private void takeSyn(Connection connection, TcpSegment segment) {
    connection.takeSyn(segment);
    if (!segment.has(TcpFlags.ACK)) {
      // Both have opened at the same time.
      connection.enter(State.SYN_RECEIVED);
      connection.sendSyn();
      return;
    }
    connection.sender().acknowledged(segment);
    connection.enter(State.ESTABLISHED);
    connection.ackSoon();
    // What comes with the SYN is next: the SYN itself lies before the window.
    TcpSegment rest = withinWindow(connection.receiver(), segment);
    checkUrg(connection, rest); // "continue processing at the sixth step"
    takeTextAndFin(connection, rest);
  }

  // --- Section 3.10.7.4, the other states.

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

  /** The eight steps. */
  private void otherStates(Connection connection, TcpSegment segment) {
    // First, check the sequence number.
    if (!checkSequenceNumber(connection, segment)) {
      return;
    }
    // Second, check the RST bit.
    if (segment.has(TcpFlags.RST)) {
      checkReset(connection, segment);
      return;
    }
    // Third, check the security: left out, because nobody uses it.
    // Fourth, check the SYN bit.
    if (segment.has(TcpFlags.SYN)) {
      checkSyn(connection, segment);
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

  // --- Exercise 5.7: Check the sequence number (RFC 9293 section 3.10.7.4, first)

  /**
   * Whether any part of the segment lies within the window; if not, it has been dealt with.
   *
   * <p>The RFC looks at the segment's first and last number. Looking for an overlap takes also a
   * segment that sticks out of the window at both ends.
   *
   * <p>While the window is zero, a segment whose number is RCV.NXT itself counts, with all that it
   * takes up: true. If it takes up any number, it is a probe, and wants an answer: {@link
   * Connection#ackSoon}.
   */
  @UntilDone("true")
  boolean checkSequenceNumber(Connection connection, TcpSegment segment) {
    SequenceNumber next = connection.receiver().next();
    int window = connection.receiver().window();
    SequenceNumber edge = next.plus(window);

    if (window == 0 && segment.seq().equals(next)) {
      // Nothing of the segment will be taken, but its ACK and its RST count: the "special
      // allowance" of this step, and MUST-66 of section 3.4. Text is a probe whether the window is
      // still closed, and wants an answer.
      if (segment.length() > 0) {
        connection.ackSoon();
      }
      return true;
    }
    boolean startsWithin = segment.seq().isAtLeast(next) && segment.seq().isBefore(edge);
    boolean overlaps = segment.end().isAfter(next) && segment.seq().isBefore(edge);
    if (window > 0 && (startsWithin || overlaps)) {
      return true;
    }
    answerUnacceptable(connection, segment);
    return false;
  }

  // --- End of exercise 5.7

  private void answerUnacceptable(Connection connection, TcpSegment segment) {
    observer.dropped(SegmentDrop.NOT_ACCEPTABLE, segment.payload());
    if (segment.has(TcpFlags.RST)) {
      return; // a reset is never answered
    }
    if (connection.state() == State.TIME_WAIT && segment.has(TcpFlags.FIN)) {
      connection.enter(State.TIME_WAIT); // fifth step, TIME-WAIT: start waiting anew
    }
    boolean text = segment.payload().limit() > 0 && !segment.has(TcpFlags.SYN);
    if (text) {
      connection.out().sendAck(); // the peer sends again, or probes: it needs to know where we are
    } else {
      connection.out().sendChallengeAck(); // could be an ACK that answers an ACK
    }
  }

  // --- Exercise 5.8: Resets, and a SYN out of place (RFC 5961 sections 3 and 4)

  /**
   * Second step, for a reset that lies within the window, if only with a part of it: one that
   * begins before the window is dropped in silence.
   *
   * <p>The reasons for {@link Connection#lose} are {@link #RESET_EARLY} in SYN-RECEIVED after a
   * passive open, {@link #REFUSED} in SYN-RECEIVED after an active one, and {@link #RESET_BY_PEER}
   * in all other states but CLOSING, LAST-ACK and TIME-WAIT: there nothing is lost, and it is
   * {@link Connection#finish} instead.
   */
  private void checkReset(Connection connection, TcpSegment segment) {
    if (!segment.seq().equals(connection.receiver().next())) {
      // RFC 5961 section 3.2: whoever guesses would hit the window soon, but hardly this very
      // number. The true peer answers our ACK with a reset that does.
      observer.dropped(SegmentDrop.RESET_NOT_EXACT, segment.payload());
      if (segment.seq().isAfter(connection.receiver().next())) {
        connection.out().sendChallengeAck();
      }
      return;
    }
    switch (connection.state()) {
      case SYN_RECEIVED -> connection.lose(connection.isPassive() ? RESET_EARLY : REFUSED);
      case CLOSING, LAST_ACK, TIME_WAIT -> connection.finish();
      default -> connection.lose(RESET_BY_PEER);
    }
  }

  /**
   * Fourth step, for a segment with SYN. Back to LISTEN is the end of this connection: the listener
   * is there all the time.
   */
  private void checkSyn(Connection connection, TcpSegment segment) {
    observer.dropped(SegmentDrop.SYN_IN_CONNECTION, segment.payload());
    if (connection.state() == State.SYN_RECEIVED && connection.isPassive()) {
      // Back to LISTEN: the peer has started anew, and will send its new SYN once more.
      connection.finish();
      return;
    }
    // RFC 5961 section 4.2: a peer that has started anew answers our ACK with a reset.
    connection.out().sendChallengeAck();
  }

  // --- End of exercise 5.8
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

// Hints for 5.7:
// - The window is the numbers from RCV.NXT on, RCV.WND of them; the number after it is
//   `next.plus(window)`. All comparisons are SequenceNumber's own: the circle has no end.
// - Most segments have no text. Such a one is acceptable where its number lies within the window;
//   one with text, SYN or FIN where it overlaps with the window: it starts before the window's
//   end, and ends (`segment.end()`) after RCV.NXT.
// - A window of zero has no numbers, so that nothing would be acceptable, not even the ACK that
//   the peer sends along. That is why a segment at RCV.NXT counts then all the same. If it takes
//   up any number (`segment.length()`) it is a probe: call `connection.ackSoon()`.
// - The last two lines are `answerUnacceptable(connection, segment)` and `return false`.

// Hints for 5.8:
// - Anybody can send a reset in the peer's name. What keeps it from ending the connection is its
//   number: only RCV.NXT itself will do. It is within the window, the first step has seen to
//   that.
// - Another number is dropped (SegmentDrop.RESET_NOT_EXACT), and answered with a challenge ACK
//   where it lies after RCV.NXT: the true peer then sends a reset with the right number.
// - What a true reset means depends on the state: `connection.lose(reason)` tells the
//   application that something is lost; in CLOSING, LAST-ACK and TIME-WAIT all was done already:
//   `connection.finish()`.
// - A SYN opens nothing here: dropped (SegmentDrop.SYN_IN_CONNECTION), and a challenge ACK. Only
//   in SYN-RECEIVED, after a passive open, the peer has just changed its mind: back to LISTEN,
//   that is, `connection.finish()` and no answer.
