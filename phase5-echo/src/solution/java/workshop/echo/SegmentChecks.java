package workshop.echo;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * The steps of "SEGMENT ARRIVES" that keep out strangers who guess (RFC 9293 section 3.10.7.4):
 * first, check the sequence number; second, the RST bit; fourth, the SYN bit.
 */
class SegmentChecks {
  // Why a connection has ended; the application and the log get this text.
  private static final String RESET_BY_PEER = "connection reset by peer";
  private static final String REFUSED = "connection refused";
  private static final String RESET_EARLY = "reset before it was established";

  private final ConnectionObserver observer;

  SegmentChecks(ConnectionObserver observer) {
    this.observer = observer;
  }

  // --- Exercise 5.7: Check the sequence number (RFC 9293 section 3.10.7.4, first)

  /**
   * Whether any number of the segment lies within the window. If not, this method has answered or
   * dropped the segment.
   *
   * <p>The RFC looks at the segment's first and last number. Look for an overlap instead: then a
   * segment that covers the whole window is acceptable, too.
   *
   * <p>While the window is zero, a segment is acceptable if its own number is RCV.NXT. If it takes
   * up any number, it is a probe and needs an answer: {@link Connection#ackSoon}.
   */
  @UntilDone("true")
  boolean checkSequenceNumber(Connection connection, TcpSegment segment) {
    SequenceNumber next = connection.receiver().next();
    int window = connection.receiver().window();
    SequenceNumber edge = next.plus(window);

    if (window == 0 && segment.seq().equals(next)) {
      // We take nothing of the segment, but its ACK and its RST count: the "special allowance" of
      // this step, and MUST-66 of section 3.4. With text, the peer asks whether the window is still
      // zero, and needs an answer.
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
      return; // nobody answers a reset
    }
    if (connection.state() == State.TIME_WAIT && segment.has(TcpFlags.FIN)) {
      connection.enter(State.TIME_WAIT); // fifth step, TIME-WAIT: wait again from the start
    }
    boolean text = segment.payload().limit() > 0 && !segment.has(TcpFlags.SYN);
    if (text) {
      connection.out().sendAck(); // the peer needs to know what we expect
    } else {
      connection.out().sendChallengeAck(); // it may be an ACK that answers an ACK: not too often
    }
  }

  // --- Exercise 5.8: Resets, and a SYN out of place (RFC 5961 sections 3 and 4)

  /**
   * Second step, for a reset that the first step has accepted. If the reset begins before the
   * window, drop it and send nothing.
   *
   * <p>{@link Connection#lose} needs a reason: {@link #RESET_EARLY} in SYN-RECEIVED after a passive
   * open, {@link #REFUSED} in SYN-RECEIVED after an active open, otherwise {@link #RESET_BY_PEER}.
   * In CLOSING, LAST-ACK and TIME-WAIT nothing can be lost: call {@link Connection#finish} instead.
   */
  void checkReset(Connection connection, TcpSegment segment) {
    if (!segment.seq().equals(connection.receiver().next())) {
      // RFC 5961 section 3.2: a stranger can guess a number in the window, but hardly this number.
      // The true peer answers our ACK with a reset that has this number.
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
   * Fourth step, for a segment with SYN. If the RFC goes back to LISTEN, this connection ends: the
   * listener still listens.
   */
  void checkSyn(Connection connection, TcpSegment segment) {
    observer.dropped(SegmentDrop.SYN_IN_CONNECTION, segment.payload());
    if (connection.state() == State.SYN_RECEIVED && connection.isPassive()) {
      // Back to LISTEN: the peer has started again, and sends its new SYN once more.
      connection.finish();
      return;
    }
    // RFC 5961 section 4.2: a peer that has restarted answers our ACK with a reset.
    connection.out().sendChallengeAck();
  }

  // --- End of exercise 5.8
}

// Hints for 5.7:
// - The window has RCV.WND numbers, and the first one is RCV.NXT. The first number after it is
//   `next.plus(window)`. Use only the comparisons of SequenceNumber, because numbers wrap around.
// - A segment without text, SYN and FIN is acceptable if its own number lies within the window. Any
//   other segment is acceptable if it overlaps with the window: it starts before the window's end,
//   and ends (`segment.end()`) after RCV.NXT.
// - A window of zero has no numbers, so nothing would be acceptable, not even an ACK. So accept a
//   segment whose number is RCV.NXT then. If it takes up any number (`segment.length()`), it is a
//   probe: call `connection.ackSoon()`.
// - The last two lines are `answerUnacceptable(connection, segment)` and `return false`.

// Hints for 5.8:
// - Anybody can send a reset in the peer's name. So believe it only if its number is RCV.NXT. The
//   first step has checked already that it lies within the window.
// - Drop a reset with another number (SegmentDrop.RESET_NOT_EXACT). If its number is after RCV.NXT,
//   also send a challenge ACK: the true peer answers with a reset that has the right number.
// - A true reset ends the connection. `connection.lose(reason)` tells the application that data may
//   be lost. In CLOSING, LAST-ACK and TIME-WAIT all data has arrived: call `connection.finish()`.
// - Drop a SYN (SegmentDrop.SYN_IN_CONNECTION), and send a challenge ACK. But in SYN-RECEIVED after
//   a passive open, the RFC goes back to LISTEN: call `connection.finish()`, and send nothing.
