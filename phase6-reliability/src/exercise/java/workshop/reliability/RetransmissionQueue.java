package workshop.reliability;

import java.util.ArrayDeque;
import java.util.Deque;
import workshop.UntilDone;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;

/**
 * All that was sent and is not acknowledged, in the order of its numbers: from SND.UNA to SND.NXT
 * without a gap. The queue knows when each stretch was sent, and whether more than once. It does
 * not have the bytes themselves.
 */
final class RetransmissionQueue {
  /** {@link #acknowledged} returns this if there is nothing to measure. */
  static final long NO_SAMPLE = -1;

  /** A stretch of numbers that was sent in one segment; a FIN counts as its last. */
  static final class Stretch {
    final SequenceNumber from;
    final int length;

    /** In nanoseconds on the loop's clock. */
    long sentAt;

    boolean sentAgain;

    /** Not on its way any more, as far as we know. */
    boolean lost;

    /** The peer has it, after a hole: a selective acknowledgment has said so. */
    boolean arrived;

    Stretch(SequenceNumber from, int length, long sentAt) {
      this.from = from;
      this.length = length;
      this.sentAt = sentAt;
    }

    SequenceNumber end() {
      return from.plus(length);
    }

    private boolean isWithin(Block block) {
      return from.isAtLeast(block.from()) && end().isAtMost(block.end());
    }

    /** A part of it: it was sent at the same time, and as often. */
    private Stretch part(SequenceNumber from, int length) {
      Stretch part = new Stretch(from, length, sentAt);
      part.sentAgain = sentAgain;
      part.lost = lost;
      part.arrived = arrived;
      return part;
    }
  }

  private final LoopClock clock;

  /** The oldest comes first. */
  private final Deque<Stretch> stretches = new ArrayDeque<>();

  /** How many numbers of all these are on their way, and not thought to be lost. */
  private int inFlight;

  RetransmissionQueue(LoopClock clock) {
    this.clock = clock;
  }

  boolean isEmpty() {
    return stretches.isEmpty();
  }

  /** The oldest stretch; null if there is none. */
  Stretch first() {
    return stretches.peekFirst();
  }

  /** How many numbers are on their way, as far as we know. */
  int inFlight() {
    return inFlight;
  }

  /** The oldest stretch that is lost and has not arrived; null if there is none. */
  Stretch firstLost() {
    for (Stretch stretch : stretches) {
      if (stretch.lost && !stretch.arrived) {
        return stretch;
      }
    }
    return null;
  }

  /**
   * Cuts the oldest stretch that is lost in two, if it is longer than this: segments may have to be
   * smaller now.
   */
  void cutFirstLost(int most) {
    Stretch whole = firstLost();
    if (whole == null || whole.length <= most) {
      return;
    }
    Deque<Stretch> after = new ArrayDeque<>();
    while (stretches.peekLast() != whole) {
      after.push(stretches.removeLast());
    }
    stretches.removeLast();
    Stretch first = whole.part(whole.from, most);
    stretches.add(first);
    stretches.add(whole.part(first.end(), whole.length - most));
    stretches.addAll(after);
  }

  /** Whether this block of the peer reports something new. */
  boolean isNews(Block block) {
    return stretches.stream().anyMatch(stretch -> !stretch.arrived && stretch.isWithin(block));
  }

  /**
   * The peer reports a block that it has, after a hole (RFC 2018 section 5). It may still throw it
   * away: so nothing is removed here.
   *
   * @return how long the youngest segment in it has taken, as from {@link #acknowledged}
   */
  long arrived(Block block) {
    long sample = NO_SAMPLE;
    for (Stretch stretch : stretches) {
      if (!stretch.arrived && stretch.isWithin(block)) {
        stretch.arrived = true;
        sample = stretch.sentAgain ? sample : clock.now() - stretch.sentAt;
      }
    }
    return sample;
  }

  /**
   * Whether the peer has thrown away a block that it reported: it has said that it has the first
   * stretch, but does not acknowledge it (RFC 6675 section 5.1).
   */
  boolean isTakenBack() {
    return !isEmpty() && first().arrived;
  }

  /** The blocks that the peer has reported do not count any more. */
  void forgetArrived() {
    stretches.forEach(stretch -> stretch.arrived = false);
  }

  // --- Exercise 6.1: What is on its way (RFC 6298 sections 3 and 5)

  /**
   * A segment has been sent for the first time: its numbers follow the last ones.
   *
   * @param length how many numbers it takes up, 1 or more
   */
  @UntilDone
  void sent(SequenceNumber from, int length) {
    workshop.NotDone.soFar("6.1", "docs/phase6-reliability.md");
  }

  /** A stretch that was thought to be lost has been sent again. */
  @UntilDone
  void sentAgain(Stretch stretch) {
    workshop.NotDone.soFar("6.1", "docs/phase6-reliability.md");
  }

  /** The oldest stretch is thought to be lost; if it was already, that changes nothing. */
  @UntilDone
  void loseFirst() {
    workshop.NotDone.soFar("6.1", "docs/phase6-reliability.md");
  }

  /** All that is on its way is thought to be lost. */
  @UntilDone
  void loseAll() {
    workshop.NotDone.soFar("6.1", "docs/phase6-reliability.md");
  }

  private void lose(Stretch stretch) {
    throw new workshop.NotDone("6.1", "docs/phase6-reliability.md");
  }

  /**
   * All before this number has arrived: remove it. If only a part of a stretch has arrived, the
   * rest stays as it was.
   *
   * @return how long the youngest segment that is acknowledged with this has taken, in nanoseconds;
   *     {@link #NO_SAMPLE} if any of them was sent more than once, or if no whole segment is
   *     acknowledged; those that were {@code arrived} before do not count
   */
  @UntilDone("NO_SAMPLE")
  long acknowledged(SequenceNumber ack) {
    return workshop.NotDone.soFar("6.1", "docs/phase6-reliability.md", NO_SAMPLE);
  }

  // --- End of exercise 6.1
}
