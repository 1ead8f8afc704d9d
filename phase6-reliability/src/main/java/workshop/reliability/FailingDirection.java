package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import workshop.ethernet.EthernetFrame;

/** One direction of a wire that fails. All times are on one clock, in nanoseconds. */
final class FailingDirection {
  /** If no frame follows, a frame is held back only for this long. */
  static final long LONGEST_HELD_BACK = 10_000_000;

  private static final int FEWEST_TO_PASS = 2;
  private static final int MOST_TO_PASS = 4;

  private record OnTheWay(ByteBuffer frame, long due) {}

  /** A frame that waits for a number of others to pass it, but not after a time. */
  private static final class HeldBack {
    final ByteBuffer frame;
    final long until;
    int toPass;

    HeldBack(ByteBuffer frame, long until, int toPass) {
      this.frame = frame;
      this.until = until;
      this.toPass = toPass;
    }
  }

  private final Faults faults;
  private final Random random;
  private final Queue<OnTheWay> onTheWay = new ArrayDeque<>(); // the first is due first
  private final List<HeldBack> heldBack = new ArrayList<>(); // as they came
  private long passed;
  private long lost;
  private long reordered;
  private long doubled;
  private long corrupted;
  private long truncated;

  FailingDirection(Faults faults, Random random) {
    this.faults = faults;
    this.random = random;
  }

  /** Takes a frame, decides what happens to it, and copies its bytes. */
  void put(ByteBuffer frame, long now) {
    // Each frame takes the same number of random numbers. So its faults depend on the seed and on
    // its own number only, not on the frames before it.
    boolean lose = random.nextDouble() < faults.loss();
    boolean reorder = random.nextDouble() < faults.reorder();
    boolean duplicate = random.nextDouble() < faults.duplicate();
    boolean corrupt = random.nextDouble() < faults.corrupt();
    boolean truncate = random.nextDouble() < faults.truncate();
    double toPass = random.nextDouble();
    double bit = random.nextDouble();
    double length = random.nextDouble();
    if (lose) {
      lost++;
      return;
    }
    passed++;
    ByteBuffer copy = copy(frame);
    if (truncate && copy.limit() > EthernetFrame.HEADER_SIZE) {
      truncated++;
      copy.limit(between(EthernetFrame.HEADER_SIZE, copy.limit() - 1, length));
    }
    if (corrupt && copy.limit() > EthernetFrame.HEADER_SIZE) {
      corrupted++;
      int at = between(8 * EthernetFrame.HEADER_SIZE, 8 * copy.limit() - 1, bit);
      copy.put(at / 8, (byte) (copy.get(at / 8) ^ (1 << at % 8)));
    }
    if (reorder) {
      reordered++;
    }
    int others = reorder ? between(FEWEST_TO_PASS, MOST_TO_PASS, toPass) : 0;
    heldBack.add(new HeldBack(copy, now + LONGEST_HELD_BACK, others));
    if (duplicate) {
      doubled++;
      heldBack.add(new HeldBack(copy(copy), now + LONGEST_HELD_BACK, others));
    }
    release(now);
  }

  /** The next frame that comes out, or null if none is due. */
  ByteBuffer poll(long now) {
    release(now);
    boolean due = !onTheWay.isEmpty() && onTheWay.element().due - now <= 0;
    return due ? onTheWay.remove().frame : null;
  }

  /** How long until a frame is due: 0 if one is; Long.MAX_VALUE if there is none. */
  long untilDue(long now) {
    long nanos = Long.MAX_VALUE;
    if (!onTheWay.isEmpty()) {
      nanos = onTheWay.element().due - now;
    }
    if (!heldBack.isEmpty()) {
      nanos = Math.min(nanos, heldBack.get(0).until + faults.delayNanos() - now);
    }
    return Math.max(0, nanos);
  }

  FaultCount count() {
    return new FaultCount(passed, lost, reordered, doubled, corrupted, truncated);
  }

  /** Sends the frames on that do not have to wait any longer; they pass the others. */
  private void release(long now) {
    for (int i = 0; i < heldBack.size(); i++) {
      HeldBack held = heldBack.get(i);
      boolean expired = held.until - now <= 0;
      if (held.toPass <= 0 || expired) {
        heldBack.remove(i);
        long left = expired ? held.until : now;
        onTheWay.add(new OnTheWay(held.frame, left + faults.delayNanos()));
        heldBack.subList(0, i).forEach(before -> before.toPass--);
        i = -1; // from the start: an earlier one may be free now
      }
    }
  }

  private static ByteBuffer copy(ByteBuffer frame) {
    ByteBuffer copy = ByteBuffer.allocate(frame.remaining());
    return copy.put(0, frame, frame.position(), frame.remaining());
  }

  /** A random number between these two, both included, from a random number from 0 to 1. */
  private static int between(int least, int most, double random) {
    return least + (int) (random * (most - least + 1));
  }
}
