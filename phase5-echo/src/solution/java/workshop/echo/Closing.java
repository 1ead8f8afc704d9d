package workshop.echo;

import workshop.tcp.TcpSegment;

/** How a connection closes: each side sends a FIN, and the other side acknowledges it. */
final class Closing {
  private Closing() {}

  // --- Exercise 5.6: Close, both ways (RFC 9293 section 3.6)

  /**
   * Eighth step: tells the receiver the number of the peer's FIN, and acknowledges the FIN. Each
   * segment gets one answer. If a FIN with text comes after a hole, the seventh step has answered.
   * If a FIN without text comes after a hole, this method answers.
   */
  static void checkFin(Connection connection, TcpSegment segment) {
    Receiver receiver = connection.receiver();
    receiver.fin(segment.seq().plus(segment.payload().limit()));
    if (receiver.finReached() || segment.payload().limit() == 0) {
      connection.ackSoon(); // a FIN with text after a hole: the seventh step has answered
    }
  }

  /** The peer's FIN has arrived, and all text before it: goes on to the next state. */
  static void enterAfterFin(Connection connection) {
    switch (connection.state()) {
      case ESTABLISHED -> connection.enter(State.CLOSE_WAIT);
      case FIN_WAIT_1 -> connection.enter(State.CLOSING); // our FIN is not acknowledged yet
      case FIN_WAIT_2 -> connection.enter(State.TIME_WAIT);
      default -> {
        // We know of this FIN already.
      }
    }
  }

  /** The peer has acknowledged our FIN: goes on to the next state. */
  static void enterAfterOurFinArrived(Connection connection) {
    switch (connection.state()) {
      case FIN_WAIT_1 -> connection.enter(State.FIN_WAIT_2);
      case CLOSING -> connection.enter(State.TIME_WAIT);
      case LAST_ACK -> connection.finish();
      default -> {
        // FIN-WAIT-2, TIME-WAIT: we know that already.
      }
    }
  }

  // --- End of exercise 5.6
}

// Hints for 5.6:
// - The number of the FIN is SEG.SEQ plus the length of the text. Pass it to `receiver.fin`. Then
//   `finReached()` says whether the receiver has taken it.
// - Always acknowledge a FIN without text, so that the peer learns what is missing. Acknowledge a
//   FIN with text only if `finReached()`: otherwise 5.4 has answered already.
// - The picture of the states in the chapter has the next states. The peer's FIN leads from
//   ESTABLISHED to CLOSE-WAIT, from FIN-WAIT-1 to CLOSING, from FIN-WAIT-2 to TIME-WAIT.
// - The acknowledgment of our own FIN leads from FIN-WAIT-1 to FIN-WAIT-2, and from CLOSING to
//   TIME-WAIT. In LAST-ACK the connection is over: `connection.finish()`.
