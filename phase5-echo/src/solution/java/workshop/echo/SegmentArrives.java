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
    TcpSegment inWindow = trim(segment, connection.receiver());
    if (!checkAck(connection, inWindow, now)) {
      return;
    }
    processTextAndFin(connection, inWindow, now);
  }

  private void processTextAndFin(Connection connection, TcpSegment segment, long now) {
    if (segment.has(TcpFlags.URG)) {
      checkUrgent(connection);
    }
    boolean finBefore = connection.receiver().finReached();
    if (segment.payload().limit() > 0) {
      processText(connection, segment, now);
    }
    if (segment.has(TcpFlags.FIN)) {
      takeFin(connection, segment);
    }
    if (!finBefore && connection.receiver().finReached()) {
      finReached(connection, now);
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
    processTextAndFin(connection, withoutSyn(segment), now);
  }

  // --- Section 3.10.7.4, first: check the sequence number.

  /**
   * Whether any part of the segment lies within the window; else it is answered and forgotten.
   *
   * <p>The RFC looks at the segment's first and last number. Looking for an overlap says the same,
   * and is right also for a segment that is longer than the window at both ends.
   */
  private boolean checkSequenceNumber(Connection connection, TcpSegment segment, long now) {
    SequenceNumber next = connection.receiver().next();
    int window = connection.receiver().window();
    SequenceNumber edge = next.plus(window);

    if (segment.seq().equals(next)) {
      // With a window of zero, only this number is acceptable. Its text is then cut off, but ACK
      // and RST count (section 3.10.7.4, the special allowance; MUST-66).
      if (window == 0 && segment.length() > 0) {
        connection.ackSoon();
      }
      return true;
    }
    boolean acceptable =
        segment.length() == 0
            ? segment.seq().isAfter(next) && segment.seq().isBefore(edge)
            : segment.end().isAfter(next) && segment.seq().isBefore(edge);
    if (!acceptable) {
      answerUnacceptable(connection, segment, now);
    }
    return acceptable;
  }

  private void answerUnacceptable(Connection connection, TcpSegment segment, long now) {
    observer.dropped(SegmentDrop.NOT_ACCEPTABLE, segment.payload());
    if (segment.has(TcpFlags.RST)) {
      return; // a reset is never answered
    }
    if (connection.state() == State.SYN_RECEIVED && isTheSynAgain(connection, segment)) {
      // The peer has not heard our answer, and a mere ACK would not tell it where we start.
      connection.sendSyn(now);
      return;
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

  // --- Cutting off what lies outside the window ("segments ... trimmed", first step).

  /** The part of the segment that is new and within the window, as if it had come alone. */
  private static TcpSegment trim(TcpSegment segment, Receiver receiver) {
    int old = Math.max(0, receiver.next().minus(segment.seq()));
    SequenceNumber edge = receiver.next().plus(receiver.window());
    int beyond = Math.max(0, segment.end().minus(edge));
    if (old == 0 && beyond == 0) {
      return segment;
    }
    int flags = segment.flags();
    if (segment.has(TcpFlags.FIN) && beyond > 0) {
      flags &= ~TcpFlags.FIN; // the last number, so the first to be cut off
      beyond--;
    }
    int from = Math.min(old, segment.payload().limit());
    int to = Math.max(from, segment.payload().limit() - beyond);
    return new TcpSegment(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.seq().plus(old),
        segment.ack(),
        flags,
        segment.window(),
        segment.urgentPointer(),
        segment.options(),
        segment.payload().slice(from, to - from));
  }

  /** What follows on the SYN in the same segment. */
  private static TcpSegment withoutSyn(TcpSegment segment) {
    return new TcpSegment(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.seq().plus(1),
        segment.ack(),
        segment.flags() & ~TcpFlags.SYN,
        segment.window(),
        segment.urgentPointer(),
        segment.options(),
        segment.payload());
  }

  // --- Fifth: check the ACK field.

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
      connection.schedule();
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
    return !sender.finAcknowledged() || finAcknowledged(connection, now);
  }

  /** All that we have ever sent has arrived. Returns whether the connection is still there. */
  private static boolean finAcknowledged(Connection connection, long now) {
    switch (connection.state()) {
      case FIN_WAIT_1 -> connection.enter(State.FIN_WAIT_2, now);
      case CLOSING -> connection.enter(State.TIME_WAIT, now);
      case LAST_ACK -> {
        connection.finish(now);
        return false;
      }
      default -> {
        // FIN-WAIT-2, TIME-WAIT: known already.
      }
    }
    return true;
  }

  // --- Sixth: check the URG bit.

  /** RFC 6093: urgent data is data like any other; the application is told, and that is all. */
  private static void checkUrgent(Connection connection) {
    if (!connection.receiver().finReached()) {
      connection.urgent();
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
        connection.received(received, now);
      }
      default -> {
        // The peer has sent its FIN: there is no text after it.
      }
    }
  }

  // --- Eighth: check the FIN bit.

  private static void takeFin(Connection connection, TcpSegment segment) {
    connection.receiver().fin(segment.seq().plus(segment.payload().limit()));
    connection.ackSoon(); // also where it has come too early
  }

  private static void finReached(Connection connection, long now) {
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
