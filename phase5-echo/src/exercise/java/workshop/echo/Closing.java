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
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** All that the peer will ever send has arrived. */
  static void enterAfterFin(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  /** All that we have ever sent has arrived. */
  static void enterAfterOurFinArrived(Connection connection) {
    throw new workshop.NotDone("5.6", "docs/phase5-echo.md");
  }

  // --- End of exercise 5.6
}
