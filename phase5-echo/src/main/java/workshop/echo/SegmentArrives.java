package workshop.echo;

import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;
import workshop.tcp.Trimming;

/**
 * The way in of a connection: "SEGMENT ARRIVES" of RFC 9293 section 3.10.7, step by step and in its
 * order. (Sections 3.10.7.1 and 3.10.7.2, for segments without a connection, are in {@link Tcp} and
 * {@link Listener}.)
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
      connection.receiver().reachFin(); // one that came before this text
    }
    if (segment.has(TcpFlags.FIN)) {
      Closing.checkFin(connection, segment);
    }
    if (!endedBefore && connection.receiver().finReached()) {
      Closing.enterAfterFin(connection);
    }
  }
}
