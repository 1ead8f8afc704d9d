package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import workshop.echo.Parts;
import workshop.echo.Timers;
import workshop.ethernet.Ipv4Address;

/** What connections are made of that stand a wire which loses, reorders and doubles things. */
public final class ReliableParts implements Parts {
  private final Settings settings;
  private final ConnectionTimers timers;

  /**
   * For all connections of one stack.
   *
   * @param doubt is told to which machines nothing seems to get
   */
  public ReliableParts(
      Settings settings, Consumer<Ipv4Address> doubt, ReliabilityObserver observer) {
    this.settings = settings;
    timers = new ConnectionTimers(doubt, observer);
  }

  @Override
  public Halves halves(int maximumSegmentSize) {
    ReliableReceiver receiver = new ReliableReceiver(maximumSegmentSize);
    return new Halves(receiver, new ReliableSender(maximumSegmentSize, receiver, settings));
  }

  @Override
  public int bytesPerConnection() {
    return 2 * (ReliableReceiver.CAPACITY + ReliableSender.CAPACITY);
  }

  @Override
  public ByteBuffer synOptions(int maximumSegmentSize, ByteBuffer peer) {
    return SynOptions.of(maximumSegmentSize, ReliableReceiver.SHIFT, peer);
  }

  @Override
  public Timers timers() {
    return timers;
  }
}
