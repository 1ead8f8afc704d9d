package workshop.services;

import workshop.echo.Application;
import workshop.echo.TcpStream;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;

/**
 * An application that ends its connection when nothing has happened on it for a long time. The peer
 * may have vanished without a message. Only the application can say how long is too long (RFC 1122
 * section 4.2.3.6).
 */
public final class IdleLimit implements Application {
  private static final long SECOND = 1_000_000_000;

  /** A connection that was active within this time is not ended to make room for another. */
  static final long NEEDED_FOR = 10 * SECOND;

  /** How much time the peer has, after our FIN, to close its side. */
  static final long CLOSE_TIME = 10 * SECOND;

  private final Application application;
  private final LoopClock clock;
  private final long timeout;
  private long lastProgress;
  private SequenceNumber lastUnacknowledged;
  private boolean closing;

  /**
   * Watches an application, which must not call {@link TcpStream#wakeAt} itself.
   *
   * @param timeout in nanoseconds; {@link FrameReceiver#NEVER}: it may be idle for ever, but it may
   *     be ended to make room for another connection
   */
  public IdleLimit(Application application, LoopClock clock, long timeout) {
    this.application = application;
    this.clock = clock;
    this.timeout = timeout;
    lastProgress = clock.now();
  }

  @Override
  public void progress(TcpStream stream) {
    int before = stream.received().remaining();
    application.progress(stream);
    SequenceNumber unacknowledged = stream.unacknowledged();
    boolean consumed = stream.received().remaining() != before;
    if (consumed || !unacknowledged.equals(lastUnacknowledged)) {
      lastProgress = clock.now();
      lastUnacknowledged = unacknowledged;
    }
    long idle = clock.now() - lastProgress;
    if (closing && idle >= CLOSE_TIME) {
      stream.abort();
    } else if (!closing && idle >= timeout) {
      closing = true;
      lastProgress = clock.now();
      stream.close();
    }
    long wait = closing ? CLOSE_TIME : timeout;
    stream.wakeAt(wait == FrameReceiver.NEVER ? wait : lastProgress + wait);
  }

  @Override
  public long idleSince() {
    return clock.now() - lastProgress < NEEDED_FOR ? FrameReceiver.NEVER : lastProgress;
  }

  @Override
  public void closed(TcpStream stream) {
    application.closed(stream);
  }

  @Override
  public void aborted(TcpStream stream, String reason) {
    application.aborted(stream, reason);
  }

  @Override
  public void unanswered(TcpStream stream) {
    application.unanswered(stream);
  }

  @Override
  public void urgent(TcpStream stream) {
    application.urgent(stream);
  }
}
