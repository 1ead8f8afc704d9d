package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * What a connection does with a segment: "SEGMENT ARRIVES" of RFC 9293 section 3.10.7, step by step
 * and in its order. (Sections 3.10.7.1 and 3.10.7.2, for segments without a connection, are in
 * {@link Tcp} and {@link Listener}. The third step, about security labels, is left out: nobody uses
 * them.)
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

  /**
   * A segment has arrived for this connection.
   *
   * @param now the time, in nanoseconds on the loop's clock
   */
  void process(Connection connection, TcpSegment segment, long now) {
    if (connection.state() == State.SYN_SENT) {
      synSent(connection, segment, now);
      return;
    }
    if (connection.state() == State.SYN_RECEIVED && isTheSynAgain(connection, segment)) {
      // The peer has not heard our answer, and a mere ACK would not tell it where we start.
      connection.sendSyn(now);
      return;
    }
    if (!checkSequenceNumber(connection, segment, now)) {
      return;
    }
    if (segment.has(TcpFlags.RST)) {
      checkReset(connection, segment, now);
      return;
    }
    if (segment.has(TcpFlags.SYN)) {
      checkSyn(connection, segment, now);
      return;
    }
    // What lies outside the window is cut off (end of the first step).
    Receiver receiver = connection.receiver();
    SequenceNumber edge = receiver.next().plus(receiver.window());
    TcpSegment trimmed = segment.within(receiver.next(), edge);
    if (!checkAck(connection, trimmed, now)) {
      return;
    }
    processTextAndFin(connection, trimmed, now);
  }

  private void processTextAndFin(Connection connection, TcpSegment segment, long now) {
    boolean endedBefore = connection.receiver().finReached();
    if (segment.has(TcpFlags.URG) && !endedBefore) {
      connection.urgentUntil(segment.seq().plus(segment.urgentPointer())); // sixth
    }
    if (segment.payload().limit() > 0) {
      processText(connection, segment, now);
      connection.receiver().reachFin(); // one that came before this text
    }
    if (segment.has(TcpFlags.FIN)) {
      takeFin(connection, segment);
    }
    if (!endedBefore && connection.receiver().finReached()) {
      enterAfterFin(connection, now);
    }
  }

  // --- Section 3.10.7.3: we have sent a SYN, and wait for the peer's.

  private void synSent(Connection connection, TcpSegment segment, long now) {
    boolean ack = segment.has(TcpFlags.ACK);
    if (ack && !segment.ack().equals(connection.sender().next())) {
      // First: it answers something that we have not sent.
      TcpSegment reset = Reset.answerTo(segment);
      if (reset != null) {
        connection.sendReset(reset.seq(), now);
      }
      observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
      return;
    }
    if (segment.has(TcpFlags.RST)) {
      // Second: without a valid ACK anybody could have sent it.
      if (ack) {
        connection.wasReset(REFUSED, now);
      } else {
        observer.dropped(SegmentDrop.RESET_NOT_EXACT, segment.payload());
      }
      return;
    }
    if (!segment.has(TcpFlags.SYN)) {
      observer.dropped(SegmentDrop.NOT_A_SYN, segment.payload()); // fifth
      return;
    }
    connection.takeSyn(segment); // fourth
    if (!ack) {
      // Both have opened at the same time.
      connection.enter(State.SYN_RECEIVED, now);
      connection.sendSyn(now);
      return;
    }
    connection.sender().acknowledged(segment, now);
    connection.enter(State.ESTABLISHED, now);
    connection.ackSoon();
    // What comes with the SYN is next: the SYN itself lies before the window.
    Receiver receiver = connection.receiver();
    SequenceNumber edge = receiver.next().plus(receiver.window());
    processTextAndFin(connection, segment.within(receiver.next(), edge), now);
  }

  // --- Exercise 5.1: Check the sequence number (RFC 9293 section 3.10.7.4, first)

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
  boolean checkSequenceNumber(Connection connection, TcpSegment segment, long now) {
    throw new workshop.NotDone("5.1", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.1

  private void answerUnacceptable(Connection connection, TcpSegment segment, long now) {
    observer.dropped(SegmentDrop.NOT_ACCEPTABLE, segment.payload());
    if (segment.has(TcpFlags.RST)) {
      return; // a reset is never answered
    }
    if (connection.state() == State.TIME_WAIT && segment.has(TcpFlags.FIN)) {
      connection.enter(State.TIME_WAIT, now); // fifth step, TIME-WAIT: start waiting anew
    }
    boolean text = segment.payload().limit() > 0 && !segment.has(TcpFlags.SYN);
    if (text) {
      connection.sendAck(now); // the peer sends again, or probes: it needs to know where we are
    } else {
      connection.sendChallengeAck(now); // could be an ACK that answers an ACK
    }
  }

  private static boolean isTheSynAgain(Connection connection, TcpSegment segment) {
    return segment.has(TcpFlags.SYN)
        && !segment.has(TcpFlags.ACK)
        && !segment.has(TcpFlags.RST)
        && segment.seq().equals(connection.irs());
  }

  // --- Exercise 5.8: Resets, and a SYN out of place (RFC 5961 sections 3 and 4)

  /**
   * Second step, for a reset that lies within the window, if only with a part of it: one that
   * begins before the window is dropped in silence.
   *
   * <p>The reasons for {@link Connection#wasReset} are {@link #RESET_EARLY} in SYN-RECEIVED after a
   * passive open, {@link #REFUSED} in SYN-RECEIVED after an active one, and {@link #RESET_BY_PEER}
   * in all other states but CLOSING, LAST-ACK and TIME-WAIT: there nothing is lost, and it is
   * {@link Connection#finish} instead.
   */
  private void checkReset(Connection connection, TcpSegment segment, long now) {
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  /**
   * Fourth step, for a segment with SYN. Back to LISTEN is the end of this connection: the listener
   * is there all the time.
   */
  private void checkSyn(Connection connection, TcpSegment segment, long now) {
    throw new workshop.NotDone("5.8", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.8

  // --- Exercise 5.4: Check the ACK field (RFC 9293 section 3.10.7.4, fifth)

  /**
   * Whether to go on with the segment; if not, it has been dealt with.
   *
   * <p>Each ACK that is accepted is handed to the sender, also one that acknowledges nothing new:
   * it may bring a window. Then the connection has work to do, {@link Connection#schedule}: the
   * application may write again. Where our FIN is acknowledged: {@link #enterAfterOurFinArrived};
   * that may have been the end.
   */
  private boolean checkAck(Connection connection, TcpSegment segment, long now) {
    throw new workshop.NotDone("5.4", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.4

  // --- Exercise 5.5: Process the segment text (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Hands text to the receiver, as long as the peer may send any, and has it acknowledged. The
   * observer is told of the bytes that are new ({@code textReceived}).
   */
  private void processText(Connection connection, TcpSegment segment, long now) {
    throw new workshop.NotDone("5.5", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.5

  // --- Exercise 5.7: Close, both ways (RFC 9293 section 3.6)

  /**
   * Eighth step: tells the receiver of the peer's FIN, and has it acknowledged. Each segment is
   * answered once: where a FIN with text comes after a hole, the text has seen to that already;
   * where one without text does, this has to.
   */
  private static void takeFin(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.7", "docs/phase5-echo.md");
  }

  /** All that the peer will ever send has arrived. */
  private static void enterAfterFin(Connection connection, long now) {
    throw new workshop.NotDone("5.7", "docs/phase5-echo.md");
  }

  /** All that we have ever sent has arrived. */
  private static void enterAfterOurFinArrived(Connection connection, long now) {
    throw new workshop.NotDone("5.7", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.7
}
