package workshop.echo;

import workshop.tcp.TcpSegment;

/** How a connection closes: each side for itself, with a FIN that has to be acknowledged. */
final class Closing {
  private Closing() {}

  // --- Exercise 5.6: Close, both ways (RFC 9293 section 3.6)

  /**
   * Eighth step: tells the receiver of the peer's FIN, and has it acknowledged. Each segment is
   * answered once: where a FIN with text comes after a hole, the text has seen to that already;
   * where one without text does, this has to.
   */
  static void checkFin(Connection connection, TcpSegment segment) {
    Receiver receiver = connection.receiver();
    receiver.fin(segment.seq().plus(segment.payload().limit()));
    if (receiver.finReached() || segment.payload().limit() == 0) {
      connection.ackSoon(); // a FIN alone also where it has come too early; text has seen to it
    }
  }

  /** All that the peer will ever send has arrived. */
  static void enterAfterFin(Connection connection) {
    switch (connection.state()) {
      case ESTABLISHED -> connection.enter(State.CLOSE_WAIT);
      case FIN_WAIT_1 -> connection.enter(State.CLOSING); // our FIN is not acknowledged yet
      case FIN_WAIT_2 -> connection.enter(State.TIME_WAIT);
      default -> {
        // Known already.
      }
    }
  }

  /** All that we have ever sent has arrived. */
  static void enterAfterOurFinArrived(Connection connection) {
    switch (connection.state()) {
      case FIN_WAIT_1 -> connection.enter(State.FIN_WAIT_2);
      case CLOSING -> connection.enter(State.TIME_WAIT);
      case LAST_ACK -> connection.finish();
      default -> {
        // FIN-WAIT-2, TIME-WAIT: known already.
      }
    }
  }

  // --- End of exercise 5.6
}

// Hints for 5.6:
// - The FIN's number lies after the segment's text: SEG.SEQ plus the text's length. Whether it
//   is next, the receiver knows; ask it afterwards with `finReached()`.
// - A FIN alone is acknowledged in any case, so that the peer learns what is missing; one that
//   comes with text only if it has been reached, because the text has been answered already.
// - For the states, hold on to figure 5 of RFC 9293 (section 3.3.2). The peer's FIN leads from
//   ESTABLISHED to CLOSE-WAIT, from FIN-WAIT-1 to CLOSING, from FIN-WAIT-2 to TIME-WAIT.
// - The acknowledgment of our own FIN leads from FIN-WAIT-1 to FIN-WAIT-2 and from CLOSING to
//   TIME-WAIT; in LAST-ACK it is the end: `connection.finish()`.
