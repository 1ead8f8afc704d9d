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
    return workshop.NotDone.soFar("5.7", "docs/phase5-echo.md", true);
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
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  /**
   * Fourth step, for a segment with SYN. If the RFC goes back to LISTEN, this connection ends: the
   * listener still listens.
   */
  void checkSyn(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.8
}
