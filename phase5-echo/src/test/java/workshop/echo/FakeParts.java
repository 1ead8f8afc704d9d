package workshop.echo;

import workshop.tcp.SequenceNumber;

/**
 * Parts for the tests of what stands between them: plain, and right as long as all goes well. So a
 * step of the state machine can be tried without a receiver and a sender that keep to windows.
 */
final class FakeParts implements Parts {
  private static final int LARGEST_WINDOW = 65535;

  private final boolean fakeReceiver;
  private final int window;

  private FakeParts(boolean fakeReceiver, int window) {
    this.fakeReceiver = fakeReceiver;
    this.window = window;
  }

  /** Neither half is the real one. */
  static Parts bothHalves() {
    return new FakeParts(true, LARGEST_WINDOW);
  }

  /** Neither half is the real one; the receiver's window stays at so many bytes. */
  static Parts receiveWindow(int bytes) {
    return new FakeParts(true, bytes);
  }

  /** The receiver is the real one. */
  static Parts senderOnly() {
    return new FakeParts(false, LARGEST_WINDOW);
  }

  @Override
  public Halves halves(int maximumSegmentSize) {
    Receiver receiver =
        fakeReceiver ? new FakeReceiver(window) : new InOrderReceiver(maximumSegmentSize);
    return new Halves(receiver, new FakeSender());
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
