package workshop.reliability;

import workshop.echo.ConnectionId;
import workshop.echo.ConnectionTimer;
import workshop.echo.State;
import workshop.shared.LoopClock;

/** What one connection does when its timer expires. */
final class ReliableTimer implements ConnectionTimer {
  /**
   * Two maximum segment lifetimes, of two minutes each, in nanoseconds (RFC 9293 section 3.6.1,
   * MUST-13).
   */
  static final long TIME_WAIT = 240_000_000_000L;

  /**
   * R1: after this many unanswered retransmissions the peer counts as unreachable (RFC 9293 section
   * 3.8.3, SHLD-10). R2, after which the connection ends, is a time: {@link Settings#userTimeout}.
   */
  static final int R1 = 3;

  private final ConnectionId id;
  private final LoopClock clock;
  private final ReliableSender sender;
  private final ReliableReceiver receiver;
  private final ReliabilityObserver observer;
  private long timeWaitEnds;

  ReliableTimer(
      ConnectionId id,
      LoopClock clock,
      ReliableSender sender,
      ReliableReceiver receiver,
      ReliabilityObserver observer) {
    this.id = id;
    this.clock = clock;
    this.sender = sender;
    this.receiver = receiver;
    this.observer = observer;
  }

  @Override
  public void synSent() {
    sender.synSent();
  }

  @Override
  public void timeWaitStarts() {
    timeWaitEnds = clock.now() + TIME_WAIT;
  }

  @Override
  public long deadline(State state) {
    return state == State.TIME_WAIT
        ? timeWaitEnds
        : Math.min(sender.deadline(), receiver.deadline());
  }

  @Override
  public void expired(State state, Actions connection) {
    if (state == State.TIME_WAIT) {
      if (clock.now() >= timeWaitEnds) { // otherwise it was for the state before
        connection.finish();
      }
      return;
    }
    if (sender.unanswered() >= R1 && clock.now() >= sender.deadline()) {
      tellTrouble(connection);
    }
    if (sender.givesUp()) {
      connection.lose("timed out");
    } else if (state.isSynchronized()) {
      connection.work();
    } else {
      connection.sendSyn();
    }
  }

  /** RFC 9293 section 3.8.3: MUST-20 (b) for the layer below, SHLD-9 for the one above. */
  private void tellTrouble(Actions connection) {
    connection.doubtTheWay();
    if (sender.unanswered() == R1) {
      observer.unanswered(id);
      connection.tellUnanswered();
    }
  }
}
