package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.TcpOptions;

/** What connections are made of. A later phase brings parts that stand a wire that loses things. */
public interface Parts {
  /** The parts of this phase: right on a wire that loses nothing. */
  Parts IN_ORDER = new Parts() {};

  /** The two halves of one connection; better ones may know each other. */
  record Halves(Receiver receiver, Sender sender) {}

  /**
   * The halves of a new connection.
   *
   * @param maximumSegmentSize the largest text that our link carries in a segment, in bytes
   */
  default Halves halves(int maximumSegmentSize) {
    return new Halves(
        new InOrderReceiver(maximumSegmentSize), new InOrderSender(maximumSegmentSize));
  }

  /** The most that the halves of one connection hold, in bytes. */
  default int bytesPerConnection() {
    return 4 << 16; // two queues, each of twice what the window can tell
  }

  /**
   * The options in our SYN: what we tell the peer about ourselves (MUST-14: the MSS).
   *
   * @param peer the options of the peer's SYN; null if it has not come yet
   */
  default ByteBuffer synOptions(int maximumSegmentSize, ByteBuffer peer) {
    return TcpOptions.withMaximumSegmentSize(maximumSegmentSize);
  }

  /** One for all connections. */
  default Timers timers() {
    return Timers.NONE;
  }

  /** Who has to go where there are too many connections. */
  default ListenQueue listenQueue() {
    return new OldestHalfOpen();
  }
}
