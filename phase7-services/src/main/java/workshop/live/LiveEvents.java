package workshop.live;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.reliability.SenderFigures;
import workshop.services.ServicesObserver;
import workshop.shared.DropReason;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;

/**
 * Collects the data for the live page: events of the stack, and frames on the wire. As long as no
 * page is open, it collects nothing and allocates nothing. It leaves out the page's own
 * connections.
 */
final class LiveEvents implements ServicesObserver {
  /** Samples of one connection are no closer than this, unless something is lost. */
  private static final long CLOSEST_SAMPLES = 1_000_000;

  private final LoopClock clock;
  private final int ownPort;
  private final Audience audience;
  private final Stage stage;

  /** The frame that the stack receives now; null if there is none, or if it is not shown. */
  private SeenFrame incoming;

  /**
   * Nothing is collected yet.
   *
   * @param ownPort where the page is served
   */
  LiveEvents(LoopClock clock, int ownPort, Audience audience, Stage stage) {
    this.clock = clock;
    this.ownPort = ownPort;
    this.audience = audience;
    this.stage = stage;
  }

  /** Whether this port is the page's own. */
  boolean isOwn(int localPort) {
    return localPort == ownPort;
  }

  /** The first page has been opened: shows the connections that are there already. */
  void begin() {
    incoming = null;
    for (Connection connection : stage.inStack()) {
      if (!isOwn(connection.id().localPort())) {
        LiveConnection shown = stage.connection(connection.id(), connection.state());
        if (shown != null) {
          changed(shown);
          connection.stream().wake(); // then we get its figures
        }
      }
    }
  }

  // --- Events of the wire, while a page is open.

  /**
   * A frame passes the wire, or is lost or held there.
   *
   * @param view of the frame
   * @param id null if it is not TCP
   * @param frame from position to limit
   */
  SeenFrame frame(FrameView view, ConnectionId id, ByteBuffer frame, boolean in) {
    long number = stage.nextFrame();
    LiveConnection shown = id == null ? null : stage.find(id);
    boolean again = false;
    if (shown != null) {
      SequenceNumber seq = new SequenceNumber(view.seq());
      int length = view.textLength() + (view.has(TcpFlags.SYN) || view.has(TcpFlags.FIN) ? 1 : 0);
      if (in) {
        Connection connection = shown.connection();
        again = length > 0 && connection != null && seq.isBefore(connection.receiver().next());
      } else {
        again = shown.sends(seq.plus(length), number, clock.now()) && length > 0;
      }
      changed(shown);
    }
    SeenFrame seen = new SeenFrame(number, clock.now(), in, id, frame, again);
    tell(seen);
    return seen;
  }

  /** Shows a connection whose first segment is held: it begins when that segment is let go. */
  void expects(ConnectionId id) {
    changed(stage.connection(id, State.LISTEN));
  }

  /** The fate of a frame has changed after it was shown. */
  void fares(SeenFrame frame, SeenFrame.Fate fate, String reason) {
    frame.fares(fate, reason);
    tell(frame);
  }

  private void tell(SeenFrame frame) {
    stage.frames().add(frame);
    audience.news();
  }

  /** The stack receives this frame now; null if there is none, or if it is not shown. */
  void takesIn(SeenFrame frame) {
    incoming = frame;
  }

  // --- Events of the stack.

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    if (incoming != null && audience.isWatched()) {
      fares(incoming, SeenFrame.Fate.DROPPED, reason.words());
    }
  }

  @Override
  public void stateChanged(ConnectionId id, State from, State to) {
    if (!isShown(id)) {
      return;
    }
    LiveConnection shown = stage.connection(id, from);
    if (shown != null) {
      shown.connection(shown.connection() == null ? stage.inStack(id) : shown.connection());
      shown.move(new LiveConnection.Move(from, to, mover(shown), clock.now()));
      changed(shown);
    }
  }

  /** The segment that came in, or our own that has just gone out; -1 if it was the timer. */
  private long mover(LiveConnection shown) {
    return incoming != null && shown.id().equals(incoming.connection())
        ? incoming.number()
        : shown.sentAt(clock.now());
  }

  @Override
  public void textReceived(ConnectionId id, ByteBuffer text) {
    if (isShown(id)) {
      changed(stage.find(id));
    }
  }

  @Override
  public void aborted(ConnectionId id, String reason) {
    LiveConnection shown = isShown(id) ? stage.find(id) : null;
    if (shown != null) {
      shown.ended(reason);
      changed(shown);
    }
  }

  @Override
  public void worked(ConnectionId id, Supplier<SenderFigures> figures) {
    LiveConnection shown = isShown(id) ? stage.find(id) : null;
    Connection connection = shown == null ? null : stage.inStack(id);
    if (connection == null) {
      return;
    }
    shown.connection(connection);
    shown.figuresFrom(figures);
    sample(shown, connection, figures.get());
    changed(shown);
  }

  private void sample(LiveConnection shown, Connection connection, SenderFigures figures) {
    Sample last = shown.lastSample();
    Sample now =
        new Sample(
            shown.id(),
            clock.now(),
            connection.sender().unacknowledged().value(),
            connection.sender().next().value(),
            figures);
    boolean lossy = last == null || last.figures().retransmissions() != figures.retransmissions();
    if (lossy || now.time() - last.time() >= CLOSEST_SAMPLES) {
      shown.sampled(now);
      stage.samples().add(now);
    }
  }

  private boolean isShown(ConnectionId id) {
    return audience.isWatched() && !isOwn(id.localPort());
  }

  private void changed(LiveConnection shown) {
    if (shown != null) {
      stage.changed(shown);
      audience.news();
    }
  }
}
