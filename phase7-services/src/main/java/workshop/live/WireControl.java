package workshop.live;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import workshop.echo.ConnectionId;

/** What the wire does to which frames. The user chooses it on the page. */
final class WireControl {
  /** How many frames of one kind can be ordered lost at the same time. */
  private static final int MOST_ARMED = 9;

  /** What the wire does to a frame. */
  enum Verdict {
    PASS,
    LOSE,
    HOLD
  }

  private final DoubleSupplier dice;
  private final Set<ConnectionId> held = new HashSet<>();
  private boolean holdsNew;
  private double loss;
  private int dataToLose;
  private int acksToLose;

  /**
   * A wire that passes all frames.
   *
   * @param dice a random number from 0 to 1, another one each time
   */
  WireControl(DoubleSupplier dice) {
    this.dice = dice;
  }

  /** Passes all frames again. */
  void reset() {
    held.clear();
    holdsNew = false;
    loss = 0;
    dataToLose = 0;
    acksToLose = 0;
  }

  /** Loses the next segment of ours that has text. */
  void loseData() {
    dataToLose = Math.min(MOST_ARMED, dataToLose + 1);
  }

  /** Loses the next segment of a peer that is only an ACK. */
  void loseAck() {
    acksToLose = Math.min(MOST_ARMED, acksToLose + 1);
  }

  /**
   * Loses this share of the frames, in each direction.
   *
   * @param rate from 0 to 1
   */
  void setLoss(double rate) {
    loss = rate;
  }

  /** Holds the segments of this connection, both ways. */
  void hold(ConnectionId id) {
    held.add(id);
  }

  /** Holds them no longer. */
  void free(ConnectionId id) {
    held.remove(id);
  }

  /** Says whether to hold the segments of all new connections, from the first SYN on. */
  void holdNew(boolean on) {
    holdsNew = on;
  }

  double loss() {
    return loss;
  }

  int dataToLose() {
    return dataToLose;
  }

  int acksToLose() {
    return acksToLose;
  }

  boolean holds(ConnectionId id) {
    return held.contains(id);
  }

  boolean holdsNew() {
    return holdsNew;
  }

  /**
   * Decides what the wire does to a frame.
   *
   * @param id null if it is not TCP
   */
  Verdict judge(FrameView frame, ConnectionId id, boolean incoming) {
    if (holdsNew && frame.isFirst() && held.size() < Stage.MOST_CONNECTIONS) {
      held.add(id);
    }
    if (incoming && acksToLose > 0 && frame.isPureAck()) {
      acksToLose--;
      return Verdict.LOSE;
    }
    if (!incoming && dataToLose > 0 && frame.isTcp() && frame.textLength() > 0) {
      dataToLose--;
      return Verdict.LOSE;
    }
    if (loss > 0 && frame.isIpv4() && dice.getAsDouble() < loss) {
      return Verdict.LOSE;
    }
    return id != null && held.contains(id) ? Verdict.HOLD : Verdict.PASS;
  }
}
