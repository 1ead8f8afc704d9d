package workshop.echo;

import workshop.UntilDone;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * The steps of "SEGMENT ARRIVES" that keep out who guesses (RFC 9293 section 3.10.7.4): first,
 * check the sequence number; second, the RST bit; fourth, the SYN bit.
 */
class SegmentChecks {
  // Why a connection is gone; for the application and for people.
  private static final String RESET_BY_PEER = "connection reset by peer";
  private static final String REFUSED = "connection refused";
  private static final String RESET_EARLY = "reset before it was established";

  private final ConnectionObserver observer;

  SegmentChecks(ConnectionObserver observer) {
    this.observer = observer;
  }

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
  void checkReset(Connection connection, TcpSegment segment) {
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
  void checkSyn(Connection connection, TcpSegment segment) {
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
