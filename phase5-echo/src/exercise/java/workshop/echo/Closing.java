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
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** The peer's FIN has arrived, and all text before it: goes on to the next state. */
  static void enterAfterFin(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** The peer has acknowledged our FIN: goes on to the next state. */
  static void enterAfterOurFinArrived(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.6
}
