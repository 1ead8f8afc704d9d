package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.TcpOptions;

/** What connections are made of. A later phase brings parts that stand a wire that loses things. */
public interface Parts {
  /** The parts of this phase: right on a wire that loses nothing. */
  Parts IN_ORDER = new Parts() {};

  /**
   * The receiving half of a new connection.
   *
   * @param maximumSegmentSize the largest text that our link carries in a segment, in bytes
   */
  default Receiver receiver(int maximumSegmentSize) {
    return new InOrderReceiver(maximumSegmentSize);
  }

  /**
   * The sending half of a new connection.
   *
   * @param maximumSegmentSize the largest text that our link carries in a segment, in bytes
   */
  default Sender sender(int maximumSegmentSize) {
    return new InOrderSender(maximumSegmentSize);
  }

  /** The options in our SYN: what we tell the peer about ourselves (MUST-14: the MSS). */
  default ByteBuffer synOptions(int maximumSegmentSize) {
    return TcpOptions.withMaximumSegmentSize(maximumSegmentSize);
  }

  /** One for all connections. */
  default Timers timers() {
    return Timers.NONE;
  }
}
