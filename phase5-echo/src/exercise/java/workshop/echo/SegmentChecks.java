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
    return workshop.NotDone.soFar("5.7", "docs/phase5-echo.md", true);
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
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  /**
   * Fourth step, for a segment with SYN. Back to LISTEN is the end of this connection: the listener
   * is there all the time.
   */
  void checkSyn(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.8
}
