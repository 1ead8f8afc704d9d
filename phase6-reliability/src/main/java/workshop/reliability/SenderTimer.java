package workshop.reliability;

import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/** The one timer of the sending half: what it waits for now, and until when. */
final class SenderTimer {
  private static final Waiting IDLE = new Waiting.Idle();

  /** RFC 9293 section 3.8.6.2.1: the override time-out is from 0.1 to 1 second. */
  private static final long LONGEST_WAIT_FOR_MORE = 1_000_000_000;

  private static final int MOST_DOUBLINGS = 9;

  private final LoopClock clock;
  private final RetransmissionTimeout timeout;
  private final RetransmissionTimer retransmission;
  private final Progress progress;
  private final Waiting forAck;
  private Waiting waiting = IDLE;

  SenderTimer(
      LoopClock clock,
      RetransmissionTimeout timeout,
      RetransmissionTimer retransmission,
      Progress progress) {
    this.clock = clock;
    this.timeout = timeout;
    this.retransmission = retransmission;
    this.progress = progress;
    forAck = new Waiting.ForAck(retransmission);
  }

  /** What the sender waits for. */
  Waiting waiting() {
    return waiting;
  }

  boolean isIdle() {
    return waiting == IDLE;
  }

  /** Whether the deadline is over. */
  boolean isOver() {
    return clock.now() >= waiting.deadline();
  }

  /**
   * Decides what to wait for now. A deadline that is set already does not move: otherwise a peer
   * could delay it for ever, by closing its window and opening it a little.
   *
   * @param onItsWay whether something is sent and not acknowledged
   * @param toSend whether there is text or a FIN that has never been sent
   * @param closed whether the peer's window is zero
   */
  void update(boolean onItsWay, boolean toSend, boolean closed) {
    if (!onItsWay && !toSend) {
      waiting = IDLE;
      return;
    }
    if (isIdle()) {
      progress.made();
    }
    long deadline = waiting.deadline();
    if (closed) {
      if (!(waiting instanceof Waiting.ForWindow)) {
        boolean runs = deadline != FrameReceiver.NEVER;
        waiting = runs ? new Waiting.ForWindow(deadline, 0) : forWindow(0);
      }
    } else if (onItsWay) {
      waiting = forAck;
    } else {
      long nanos = Math.min(LONGEST_WAIT_FOR_MORE, timeout.nanos());
      waiting = new Waiting.ForMore(Math.min(deadline, clock.now() + nanos));
    }
  }

  /** Each probe waits twice as long as the one before it (SHLD-30), the first for RTO (SHLD-29). */
  private Waiting forWindow(int probes) {
    long nanos = timeout.nanos() << Math.min(probes, MOST_DOUBLINGS);
    long deadline = clock.now() + Math.min(RetransmissionTimeout.MAXIMUM, nanos);
    return new Waiting.ForWindow(deadline, probes);
  }

  /** How many probes were sent since the peer's window was closed; 0 if it is open. */
  int probes() {
    return waiting instanceof Waiting.ForWindow closed ? closed.probes() : 0;
  }

  /** One more probe has been sent. */
  void probed() {
    waiting = forWindow(probes() + 1);
  }

  /** Something new has been acknowledged: the wait begins again, for every reason to wait. */
  void acknowledged(boolean outstanding) {
    retransmission.acknowledged(outstanding);
    if (waiting instanceof Waiting.ForWindow) {
      waiting = forWindow(probes());
    }
  }

  /** The peer has opened its window, after probes. */
  void windowOpens(boolean outstanding) {
    retransmission.acknowledged(outstanding);
    waiting = forAck;
  }
}
