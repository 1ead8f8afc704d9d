package workshop.reliability;

import workshop.echo.ConnectionId;
import workshop.echo.Halves;
import workshop.echo.Parts;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;

/** What connections are made of for a wire which loses, reorders and doubles things. */
public final class ReliableParts implements Parts {
  private final Settings settings;
  private final LoopClock clock;
  private final ReliabilityObserver observer;

  /** For all connections of one stack. */
  public ReliableParts(Settings settings, LoopClock clock, ReliabilityObserver observer) {
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
    options.setNagle(settings.uses(Technique.NAGLE));
    options.setKeepAlive(settings.keepAlive() > 0);
    options.setUserTimeout(settings.userTimeout());
    ReliableReceiver receiver = new ReliableReceiver(maximumSegmentSize, clock, settings);
    SenderParts parts = new SenderParts(maximumSegmentSize, clock, settings, options);
    ReliableSender sender = new ReliableSender(id, parts, observer);
    return new Halves(receiver, sender, new ReliableTimer(id, clock, sender, receiver, observer));
  }

  @Override
  public int bytesPerConnection() {
    return 2 * (ReliableReceiver.CAPACITY + SendBuffer.CAPACITY);
  }
}
