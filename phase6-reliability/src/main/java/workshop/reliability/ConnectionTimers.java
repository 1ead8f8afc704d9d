package workshop.reliability;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import workshop.echo.Connection;
import workshop.echo.State;
import workshop.echo.Timers;
import workshop.ethernet.Ipv4Address;
import workshop.tap.FrameReceiver;

/**
 * The alarm clock of all connections: calls each when it has something to do although no segment
 * has come. What there is to do, its halves know.
 */
final class ConnectionTimers implements Timers {
  /**
   * Two maximum segment lifetimes, of two minutes each, in nanoseconds (RFC 9293 section 3.6.1,
   * MUST-13).
   */
  static final long TIME_WAIT = 240_000_000_000L;

  /** One ring of the clock. It is out of date as soon as the connection wants another one. */
  private record Alarm(Connection connection, long time) {}

  /**
   * R1: who has not answered so many retransmissions, or more, is hard to get at (RFC 9293 section
   * 3.8.3, SHLD-10). R2, after which it is given up, is a time: {@link Settings#userTimeout}.
   */
  static final int R1 = 3;

  private final Consumer<Ipv4Address> doubt;
  private final ReliabilityObserver observer;
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>((a, b) -> Long.compare(a.time, b.time));

  /** The alarm that counts, for each connection. */
  private final Map<Connection, Alarm> current = new HashMap<>();

  /**
   * No alarm is set yet.
   *
   * @param doubt is told to which machines nothing seems to get
   */
  ConnectionTimers(Consumer<Ipv4Address> doubt, ReliabilityObserver observer) {
    this.doubt = doubt;
    this.observer = observer;
  }

  @Override
  public void worked(Connection connection, long now) {
    ReliableSender sender = (ReliableSender) connection.sender(); // all of them are: ReliableParts
    observer.worked(connection.id(), sender::figures, now);
    if (connection.state() != State.TIME_WAIT) {
      ReliableReceiver receiver = (ReliableReceiver) connection.receiver();
      set(connection, Math.min(sender.deadline(), receiver.deadline()));
    }
  }

  @Override
  public void timeWait(Connection connection, long now) {
    set(connection, now + TIME_WAIT);
  }

  @Override
  public void removed(Connection connection) {
    current.remove(connection);
    forgetOldAlarms();
  }

  private void set(Connection connection, long time) {
    Alarm alarm = current.get(connection);
    if (alarm != null && alarm.time == time) {
      return;
    }
    Alarm next = new Alarm(connection, time);
    current.put(connection, next);
    if (time != FrameReceiver.NEVER) {
      alarms.add(next);
    }
    forgetOldAlarms();
  }

  /** An alarm that does not count any more would keep a connection that is gone in memory. */
  private void forgetOldAlarms() {
    if (alarms.size() > 2 * current.size() + 16) {
      alarms.removeIf(alarm -> current.get(alarm.connection) != alarm);
    }
  }

  @Override
  public void expire(long now) {
    while (deadline() <= now) {
      Connection connection = alarms.remove().connection;
      current.remove(connection);
      ring(connection, now);
    }
  }

  private void ring(Connection connection, long now) {
    ReliableSender sender = (ReliableSender) connection.sender();
    if (sender.unanswered() >= R1 && sender.deadline() <= now) {
      tellTrouble(connection, sender.unanswered() == R1);
    }
    if (connection.state() == State.TIME_WAIT) {
      connection.finish(now);
    } else if (sender.givesUp(now)) {
      connection.giveUp("timed out", now);
    } else if (connection.state().isSynchronized()) {
      connection.work(now);
    } else {
      connection.sendSyn(now); // and then it is told that it worked
    }
  }

  /** RFC 9293 section 3.8.3: MUST-20 (b) for the layer below, SHLD-9 for the one above. */
  private void tellTrouble(Connection connection, boolean news) {
    doubt.accept(connection.id().remoteAddress());
    if (news) {
      observer.unanswered(connection.id());
      connection.unanswered();
    }
  }

  @Override
  public long deadline() {
    while (!alarms.isEmpty() && current.get(alarms.peek().connection) != alarms.peek()) {
      alarms.remove();
    }
    return alarms.isEmpty() ? FrameReceiver.NEVER : alarms.peek().time;
  }
}
