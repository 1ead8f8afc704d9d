package workshop.echo;

import java.util.function.IntFunction;
import workshop.tcp.SequenceNumber;

/**
 * Parts for the tests of what stands between them: plain, and right as long as all goes well. So a
 * step of the state machine can be tried without a receiver and a sender that keep to windows.
 */
final class FakeParts implements Parts {
  private static final int LARGEST_WINDOW = 65535;

  /** By the maximum segment size. */
  private final IntFunction<Receiver> receivers;

  private FakeParts(IntFunction<Receiver> receivers) {
    this.receivers = receivers;
  }

  /** Neither half is the real one. */
  static Parts bothHalves() {
    return receiveWindow(LARGEST_WINDOW);
  }

  /** Neither half is the real one; the receiver's window stays at so many bytes. */
  static Parts receiveWindow(int bytes) {
    return new FakeParts(maximumSegmentSize -> new FakeReceiver(maximumSegmentSize, bytes));
  }

  /** The same for one connection, whose receiver the test has in its hands. */
  static Parts around(FakeReceiver receiver) {
    return new FakeParts(maximumSegmentSize -> receiver);
  }

  /** The receiver is the real one. */
  static Parts senderOnly() {
    return new FakeParts(InOrderReceiver::new);
  }

  @Override
  public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
    return new Halves(
        receivers.apply(maximumSegmentSize),
        new FakeSender(maximumSegmentSize),
        ConnectionTimer.NONE);
  }

  /** Nobody gives way. */
  @Override
  public ListenQueue listenQueue() {
    return oldestFirst -> null;
  }

  /** The number so many bytes further on. */
  static SequenceNumber plus(SequenceNumber number, int bytes) {
    return new SequenceNumber(number.value() + bytes);
  }
}
