package workshop.reliability;

import workshop.echo.ConnectionId;
import workshop.echo.Halves;
import workshop.echo.Memory;
import workshop.echo.Parts;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;

/** The parts of a connection for a wire that loses, reorders and duplicates frames. */
public final class ReliableParts implements Parts {
  /**
   * The memory that a connection can always have, in bytes: its own objects, and for each half the
   * smallest piece of memory.
   */
  private static final int BYTES_PER_CONNECTION = 3 * Memory.SMALLEST;

  private final Settings settings;
  private final LoopClock clock;
  private final ReliabilityObserver observer;
  private final Memory memory;
  private final int mostConnections;

  /** For all connections of one stack; they share a quarter of the memory that Java may use. */
  public ReliableParts(Settings settings, LoopClock clock, ReliabilityObserver observer) {
    this(
        settings,
        clock,
        observer,
        new Memory(Runtime.getRuntime().maxMemory() / 4),
        Math.min(settings.mostConnections(), fit(Runtime.getRuntime().maxMemory())));
  }

  /**
   * The same, with other bounds.
   *
   * @param memory for what waits in the queues of all connections
   */
  ReliableParts(
      Settings settings,
      LoopClock clock,
      ReliabilityObserver observer,
      Memory memory,
      int mostConnections) {
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
    this.memory = memory;
    this.mostConnections = mostConnections;
  }

  /** The number of connections that fit into half of the memory that Java may use, in bytes. */
  static int fit(long heap) {
    return (int) Math.min(Integer.MAX_VALUE, heap / 2 / BYTES_PER_CONNECTION);
  }

  @Override
  public Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
    options.setNagle(settings.uses(Technique.NAGLE));
    options.setKeepAlive(settings.keepAlive() > 0);
    options.setUserTimeout(settings.userTimeout());
    ReliableReceiver receiver = new ReliableReceiver(maximumSegmentSize, clock, settings, memory);
    SenderParts parts = new SenderParts(maximumSegmentSize, clock, settings, options, memory);
    ReliableSender sender = new ReliableSender(id, parts, observer);
    return new Halves(receiver, sender, new ReliableTimer(id, clock, sender, receiver, observer));
  }

  @Override
  public int mostConnections() {
    return mostConnections;
  }
}
