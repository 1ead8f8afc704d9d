package workshop.echo;

import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;
import workshop.tcp.Trimming;

/**
 * Processes a segment that arrives for a connection: "SEGMENT ARRIVES" of RFC 9293 section 3.10.7,
 * with the RFC's steps in the RFC's order. ({@link Tcp} and {@link Listener} have sections 3.10.7.1
 * and 3.10.7.2, for segments without a connection.)
 */
final class SegmentArrives {
  private final SynSent synSent;
  private final SegmentChecks checks;
  private final AckField ackField;
  private final SegmentText text;

  SegmentArrives(SegmentChecks checks, ConnectionObserver observer) {
    this.checks = checks;
    synSent = new SynSent(observer);
    ackField = new AckField(observer);
    text = new SegmentText(observer);
  }

  /** A segment has arrived for this connection. */
  void process(Connection connection, TcpSegment segment) {
    switch (connection.state()) {
      case SYN_SENT -> synSent(connection, segment);
      case SYN_RECEIVED -> synReceived(connection, segment);
      default -> otherStates(connection, segment);
    }
  }

  /** Section 3.10.7.3. Text that comes with the SYN is next, because the window starts there. */
  private void synSent(Connection connection, TcpSegment segment) {
    if (synSent.process(connection, segment)) {
      TcpSegment rest = withinWindow(connection.receiver(), segment);
      checkUrg(connection, rest);
      takeTextAndFin(connection, rest);
    }
  }

  /**
   * If the peer's SYN comes again, the peer has not received our SYN-ACK: an ACK would not help.
   */
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
    // The end of the first step: cut off all text outside the window.
    TcpSegment trimmed = withinWindow(connection.receiver(), segment);
    // Fifth, check the ACK field.
    if (!ackField.checkAck(connection, trimmed)) {
      return;
    }
    // Sixth, check the URG bit.
    checkUrg(connection, trimmed);
    // Seventh, process the segment text; eighth, check the FIN bit.
    takeTextAndFin(connection, trimmed);
  }

  private static TcpSegment withinWindow(Receiver receiver, TcpSegment segment) {
    return Trimming.trim(segment, receiver.next(), receiver.next().plus(receiver.window()));
  }

  private static void checkUrg(Connection connection, TcpSegment segment) {
    if (segment.has(TcpFlags.URG) && !connection.receiver().finReached()) {
      connection.urgentUntil(segment.seq().plus(segment.urgentPointer()));
    }
  }

  private void takeTextAndFin(Connection connection, TcpSegment segment) {
    boolean endedBefore = connection.receiver().finReached();
    if (segment.payload().limit() > 0) {
      text.processText(connection, segment);
      connection.receiver().reachFin(); // a FIN that came before this text
    }
    if (segment.has(TcpFlags.FIN)) {
      Closing.checkFin(connection, segment);
    }
    if (!endedBefore && connection.receiver().finReached()) {
      Closing.enterAfterFin(connection);
    }
  }
}
