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
    throw new workshop.NotDone("5.2", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.2

  // --- Exercise 5.4: Process the segment text (RFC 9293 section 3.10.7.4, seventh)

  /**
   * Hands text to the receiver, as long as the peer may send any, and has it acknowledged. The
   * observer is told of the bytes that are new ({@code textReceived}).
   */
  private void processText(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.4", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.4

  // --- Exercise 5.6: Close, both ways (RFC 9293 section 3.6)

  /**
   * Eighth step: tells the receiver of the peer's FIN, and has it acknowledged. Each segment is
   * answered once: where a FIN with text comes after a hole, the text has seen to that already;
   * where one without text does, this has to.
   */
  private static void checkFin(Connection connection, TcpSegment segment) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** All that the peer will ever send has arrived. */
  private static void enterAfterFin(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** All that we have ever sent has arrived. */
  private static void enterAfterOurFinArrived(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.6

}
