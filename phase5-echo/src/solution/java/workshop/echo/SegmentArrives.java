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
    }
    if (segment.has(TcpFlags.FIN)) {
      takeFin(connection, segment);
    }
    // Text that fills a hole may reach a FIN that came before it.
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
        connection.wasReset("connection refused", now);
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

  // --- Section 3.10.7.4, first: check the sequence number.

  /**
   * Whether any part of the segment lies within the window; if not, it has been dealt with.
   *
   * <p>The RFC looks at the segment's first and last number. Looking for an overlap takes also a
   * segment that sticks out of the window at both ends.
   */
  private boolean checkSequenceNumber(Connection connection, TcpSegment segment, long now) {
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
    answerUnacceptable(connection, segment, now);
    return false;
  }

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

  // --- Second: check the RST bit.

  private void checkReset(Connection connection, TcpSegment segment, long now) {
    if (!segment.seq().equals(connection.receiver().next())) {
      // RFC 5961 section 3.2: whoever guesses would hit the window soon, but hardly this very
      // number. The true peer answers our ACK with a reset that does.
      observer.dropped(SegmentDrop.RESET_NOT_EXACT, segment.payload());
      if (segment.seq().isAfter(connection.receiver().next())) {
        connection.sendChallengeAck(now);
      }
      return;
    }
    switch (connection.state()) {
      case SYN_RECEIVED ->
          connection.wasReset(
              connection.isPassive() ? "reset before it was established" : "connection refused",
              now);
      case CLOSING, LAST_ACK, TIME_WAIT -> connection.finish(now);
      default -> connection.wasReset("connection reset by peer", now);
    }
  }

  // --- Fourth: check the SYN bit.

  private void checkSyn(Connection connection, TcpSegment segment, long now) {
    observer.dropped(SegmentDrop.SYN_IN_CONNECTION, segment.payload());
    if (connection.state() == State.SYN_RECEIVED && connection.isPassive()) {
      // Back to LISTEN: the peer has started anew, and will send its new SYN once more.
      connection.finish(now);
      return;
    }
    // RFC 5961 section 4.2: a peer that has started anew answers our ACK with a reset.
    connection.sendChallengeAck(now);
  }

  // --- Fifth: check the ACK field.

  /** Whether to go on with the segment; if not, it has been dealt with. */
  private boolean checkAck(Connection connection, TcpSegment segment, long now) {
    if (!segment.has(TcpFlags.ACK)) {
      observer.dropped(SegmentDrop.NO_ACK, segment.payload());
      return false;
    }
    Sender sender = connection.sender();
    if (connection.state() == State.SYN_RECEIVED) {
      if (!segment.ack().isAfter(sender.unacknowledged())
          || !segment.ack().isAtMost(sender.next())) {
        observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
        connection.sendReset(segment.ack(), now);
        return false;
      }
      sender.acknowledged(segment, now);
      connection.enter(State.ESTABLISHED, now);
      return true;
    }
    // RFC 5961 section 5.2: neither more than we have sent, nor older than the largest window.
    SequenceNumber oldest = sender.unacknowledged().plus(-sender.largestWindow());
    if (segment.ack().isAfter(sender.next()) || segment.ack().isBefore(oldest)) {
      observer.dropped(SegmentDrop.BAD_ACK, segment.payload());
      connection.sendChallengeAck(now);
      return false;
    }
    sender.acknowledged(segment, now);
    connection.schedule(); // there may be room to send now
    if (sender.finAcknowledged()) {
      enterAfterOurFinArrived(connection, now);
    }
    return connection.state() != State.CLOSED;
  }

  /** All that we have ever sent has arrived. */
  private static void enterAfterOurFinArrived(Connection connection, long now) {
    switch (connection.state()) {
      case FIN_WAIT_1 -> connection.enter(State.FIN_WAIT_2, now);
      case CLOSING -> connection.enter(State.TIME_WAIT, now);
      case LAST_ACK -> connection.finish(now);
      default -> {
        // FIN-WAIT-2, TIME-WAIT: known already.
      }
    }
  }

  // --- Seventh: process the segment text.

  private void processText(Connection connection, TcpSegment segment, long now) {
    switch (connection.state()) {
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> {
        Receiver receiver = connection.receiver();
        SequenceNumber before = receiver.next();
        receiver.text(segment.seq(), segment.payload());
        int received = receiver.next().minus(before);
        if (received == 0) {
          // A hole before it: tell at once where we are (RFC 5681 section 4.2).
          connection.sendAck(now);
          return;
        }
        ByteBuffer all = receiver.received();
        observer.textReceived(connection.id(), all.position(all.limit() - received), now);
        connection.ackSoon();
      }
      default -> {
        // The peer has sent its FIN: there is no text after it.
      }
    }
  }

  // --- Eighth: check the FIN bit.

  private static void takeFin(Connection connection, TcpSegment segment) {
    Receiver receiver = connection.receiver();
    receiver.fin(segment.seq().plus(segment.payload().limit()));
    if (receiver.finReached() || segment.payload().limit() == 0) {
      connection.ackSoon(); // a FIN alone also where it has come too early; text has seen to it
    }
  }

  private static void enterAfterFin(Connection connection, long now) {
    switch (connection.state()) {
      case ESTABLISHED -> connection.enter(State.CLOSE_WAIT, now);
      case FIN_WAIT_1 -> connection.enter(State.CLOSING, now); // our FIN is not acknowledged yet
      case FIN_WAIT_2 -> connection.enter(State.TIME_WAIT, now);
      default -> {
        // Known already.
      }
    }
  }
}
