package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.echo.ByteQueue;
import workshop.echo.Sender;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * The sending half on a wire that fails: keeps what is sent until it is acknowledged, and sends it
 * again if it is not; and sends no faster than the peer, and the network between, can take.
 *
 * <p>There is one timer. It runs as long as something is on its way, or waits and may not go.
 */
final class ReliableSender implements Sender {
  static final int CAPACITY = 1 << 17;

  private static final int IP_AND_TCP_HEADERS = 40;

  /** For more to send, in nanoseconds. */
  private static final long LONGEST_WAIT_FOR_MORE = 1_000_000_000;

  private final ByteQueue text = new ByteQueue(CAPACITY);
  private final SendWindow window = new SendWindow();
  private final RetransmissionQueue queue = new RetransmissionQueue();
  private final RetransmissionTimeout timeout = new RetransmissionTimeout();
  private final CongestionWindow congestion = new CongestionWindow();
  private final FastRecovery recovery = new FastRecovery(congestion);
  private final KeepAlive keepAlive;

  /** In nanoseconds. */
  private long userTimeout;

  private final ReliableReceiver receiver;

  private int maximumSegmentSize;
  private boolean nagle = true;
  private SequenceNumber unacknowledged = new SequenceNumber(0);
  private SequenceNumber next = unacknowledged;
  private boolean closed;
  private boolean finSent;

  private int synsSent;
  private long synSentAt;
  private int synsLost;
  private boolean synAcknowledged;

  /** When the timer goes off. */
  private long timer = FrameReceiver.NEVER;

  /** SND.NXT at the last time-out; null where all that was sent before it has arrived. */
  private SequenceNumber timedOutUntil;

  /** Since when nothing that was sent has arrived, in nanoseconds on the loop's clock. */
  private long lastProgress;

  /** How often the same has been sent again since then. */
  private int unanswered;

  private boolean busy;

  /** When text or a FIN went last, in nanoseconds on the loop's clock. */
  private long lastSent;

  /** How often the peer's closed window has been probed. */
  private int probes;

  /** The next segment goes, whatever the windows say. */
  private boolean forced;

  /** A partial acknowledgment has set the timer anew already in this recovery. */
  private boolean partlyRecovered;

  /** The path's MTU as an ICMP message has claimed it, in bytes; 0: none has. */
  private int claimedMtu;

  /** Duplicates have told of a loss; what was lost has not gone again yet. */
  private boolean lossTold;

  private long segments;
  private long retransmissions;

  /** How often the timer has gone off for a loss, and not for a probe. */
  private long timeouts;

  private long fastRetransmits;
  private long bytesAcknowledged;

  /**
   * A sender for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that our link carries, in bytes
   * @param receiver the other half, whose options go into the same segments
   */
  ReliableSender(int maximumSegmentSize, ReliableReceiver receiver, Settings settings) {
    this.maximumSegmentSize = maximumSegmentSize;
    this.receiver = receiver;
    keepAlive = new KeepAlive(settings.keepAlive());
    setUserTimeout(settings.userTimeout());
  }

  @Override
  public void start(SequenceNumber iss) {
    unacknowledged = iss;
    next = iss.plus(1); // the SYN takes up the first number
    recovery.start(iss);
  }

  @Override
  public void synSent(long now) {
    synsSent++;
    if (synsSent == 1) {
      lastProgress = now;
      synSentAt = now;
    } else if (now >= synSentAt + timeout.nanos()) {
      timeout.backOff();
      unanswered++;
      synsLost++;
      synSentAt = now;
    } // else it is an answer to the peer's SYN, which came once more
  }

  @Override
  public void peerOptions(ByteBuffer options) {
    int peers = Math.max(SMALLEST_SEGMENT, TcpOptions.maximumSegmentSize(options));
    maximumSegmentSize = Math.min(maximumSegmentSize, peers); // MUST-16
    window.scaleBy(SynOptions.shift(options));
  }

  @Override
  public SequenceNumber unacknowledged() {
    return unacknowledged;
  }

  @Override
  public SequenceNumber next() {
    return next;
  }

  /** After a probe, SND.NXT lies beyond the window: the peer would not look at our ACKs. */
  @Override
  public SequenceNumber acceptable() {
    SequenceNumber edge = unacknowledged.plus(window.size());
    return synAcknowledged && edge.isBefore(next) ? edge : next;
  }

  @Override
  public int largestWindow() {
    return window.largest();
  }

  @Override
  public int write(ByteBuffer data) {
    return closed ? 0 : text.add(data);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean finAcknowledged() {
    return finSent && unacknowledged.equals(next);
  }

  @Override
  public void setNagle(boolean on) {
    nagle = on;
  }

  @Override
  public void setKeepAlive(boolean on) {
    keepAlive.turn(on);
  }

  @Override
  public void setUserTimeout(long nanos) {
    userTimeout = Math.min(nanos, FrameReceiver.NEVER / 2);
  }

  // --- Acknowledgments.

  @Override
  public void acknowledged(TcpSegment segment, long now) {
    keepAlive.heard(now);
    boolean duplicate = isDuplicate(segment);
    for (Block block : SackBlocks.read(segment.options())) {
      long sample = queue.arrived(block, now);
      if (duplicate) { // else it tells what it has told before, in an ACK that was lost
        measured(sample);
      }
    }
    window.take(segment, unacknowledged);
    if (window.size() == 0) {
      progress(now); // MUST-37: as long as it answers, it lives
    } else if (probes > 0) {
      windowOpens();
    }
    if (segment.ack().isAfter(unacknowledged)) {
      advance(segment.ack(), now);
    } else if (duplicate && recovery.duplicate(unacknowledged, next, queue.inFlight())) {
      lossTold = true;
      sendFirstAgain();
    }
  }

  /**
   * RFC 5681 section 2: nothing but an ACK, for the same byte as before, while there is something
   * on its way. That its window must be the same, too, tells it from news of the window; where it
   * tells of a block that is news, there is no doubt (RFC 6675 section 2).
   */
  private boolean isDuplicate(TcpSegment segment) {
    return !queue.isEmpty()
        && window.size() > 0 // else it answers a probe
        && segment.length() == 0
        && segment.ack().equals(unacknowledged)
        && (window.told(segment) == window.size() || tellsNews(segment));
  }

  private boolean tellsNews(TcpSegment segment) {
    return SackBlocks.read(segment.options()).stream().anyMatch(queue::isNews);
  }

  private void windowOpens() {
    probes = 0;
    timer = FrameReceiver.NEVER;
    if (!queue.isEmpty()) {
      sendFirstAgain(); // the probe, which there was no room for
    }
  }

  private void sendFirstAgain() {
    forgetWhatIsTakenBack();
    queue.loseFirst();
    forced = true;
  }

  private void forgetWhatIsTakenBack() {
    if (queue.isTakenBack()) {
      queue.forgetArrived();
    }
  }

  /** So much more has arrived. */
  private void advance(SequenceNumber ack, long now) {
    int count = ack.minus(unacknowledged);
    forced = false; // what was to go has arrived
    lossTold = false;
    if (!synAcknowledged) {
      synArrived(now);
      count--;
    }
    measured(queue.acknowledged(ack, now));
    // The rest is text, and at last our FIN, which is not in there.
    int bytes = Math.min(count, text.size());
    text.remove(bytes);
    bytesAcknowledged += bytes;
    unacknowledged = ack;
    progress(now);
    claimedMtu = 0;
    recovery.keepUp(ack);
    if (timedOutUntil != null && ack.isAtLeast(timedOutUntil)) {
      timedOutUntil = null;
    }
    boolean partial = count > 0 && recovery.acknowledged(ack, count, queue.inFlight());
    if (partial) {
      sendFirstAgain();
    }
    // RFC 6298 section 5.3: the timer starts anew. RFC 6582 section 3.2: in a recovery only once,
    // so that one which takes too long gives way to slow start.
    if (!partial || !partlyRecovered) {
      timer = FrameReceiver.NEVER;
    }
    partlyRecovered = partial;
  }

  private void progress(long now) {
    lastProgress = now;
    unanswered = 0;
  }

  private void measured(long sample) {
    if (sample != RetransmissionQueue.NO_SAMPLE) {
      timeout.measured(sample);
    }
  }

  private void synArrived(long now) {
    synAcknowledged = true;
    congestion.start(maximumSegmentSize, synsLost);
    if (synsSent == 1) {
      timeout.measured(now - synSentAt);
    } else if (synsLost > 0) {
      timeout.synWasLost();
    }
  }

  // --- The timer.

  /** When something will be due, on the loop's clock; or {@link FrameReceiver#NEVER}. */
  long deadline() {
    if (!synAcknowledged) {
      return Math.min(synSentAt + timeout.nanos(), lastProgress + userTimeout);
    }
    return busy ? Math.min(timer, lastProgress + userTimeout) : keepAlive.deadline();
  }

  /** Whether the peer has been silent for too long. */
  boolean givesUp(long now) {
    boolean waits = !synAcknowledged || busy;
    return waits && now - lastProgress >= userTimeout || !waits && keepAlive.isDead(now);
  }

  /** How often the same has been sent again without an answer. */
  int unanswered() {
    return unanswered;
  }

  private void setTimer(long now) {
    boolean needed = !queue.isEmpty() || unsent() > 0 || closed && !finSent;
    if (needed && !busy) {
      lastProgress = now;
    }
    busy = needed;
    if (!needed) {
      timer = FrameReceiver.NEVER;
    } else if (timer == FrameReceiver.NEVER) {
      timer = now + waitingTime();
    }
  }

  private long waitingTime() {
    if (queue.isEmpty() && window.size() > 0) {
      return Math.min(LONGEST_WAIT_FOR_MORE, timeout.nanos()); // section 3.8.6.2.1: 0.1 to 1 s
    }
    return Math.min(RetransmissionTimeout.MAXIMUM, timeout.nanos() << Math.min(probes, 9));
  }

  // --- Exercise 6.5: The timer goes off (RFC 6298 section 5, RFC 9293 section 3.8.6.1)

  /**
   * For as long as RTO, nothing has been acknowledged. Where the peer's window is closed, or
   * nothing is on its way, there is no loss to mend: the peer gets a probe (and {@link #probes}
   * counts those of closed windows), or what little it has room for. Else all that is on its way is
   * taken for lost ({@link #timedOutUntil}), the next time-out is longer, congestion control and
   * fast recovery are told, and {@link #timeouts} counts it for the log.
   *
   * <p>In both cases the next segment is {@link #forced}: what was lost goes first. The oldest
   * stretch of the queue is the probe too, if there is one.
   */
  private void timedOut() {
    throw new workshop.NotDone("6.5", "docs/phase6-reliability.md");
  }

  // --- End of exercise 6.5

  // --- Sending.

  @Override
  public void transmit(Output output, long now) {
    if (now >= timer) {
      timer = FrameReceiver.NEVER;
      lossTold = false; // it is the timer that tells
      unanswered += queue.isEmpty() ? 0 : 1;
      believeClaim();
      forgetWhatIsTakenBack();
      timedOut();
    }
    if (queue.isEmpty() && now - lastSent > timeout.nanos()) {
      congestion.restart();
    }
    sendLost(output, now);
    sendNew(output, now);
    forced = false;
    setTimer(now);
    if (!busy && keepAlive.asks(now)) {
      output.send(next.plus(-1), 0, TcpSegment.EMPTY); // a number that it has: it has to answer
    }
  }

  /** The largest text that fits into a segment besides the options (RFC 6691 section 2). */
  private int mostText() {
    return maximumSegmentSize - receiver.lengthOfOptions();
  }

  private int unsent() {
    return finSent || !synAcknowledged ? 0 : text.size() - next.minus(unacknowledged);
  }

  /** Almost always nothing is: then there is nothing to look for. */
  private RetransmissionQueue.Stretch firstLost(int most) {
    return queue.inFlight() == next.minus(unacknowledged) ? null : queue.firstLost(most);
  }

  private void sendLost(Output output, long now) {
    int most = Math.max(1, Math.min(window.size(), mostText())); // one byte is a probe
    while (forced || window.size() > 0) {
      RetransmissionQueue.Stretch lost = firstLost(most);
      if (lost == null) {
        return;
      }
      boolean welcome = lost.end().isAtMost(unacknowledged.plus(window.size())); // SHLD-16
      boolean room = welcome && queue.inFlight() + lost.length <= congestion.size();
      if (!forced && !room) {
        return;
      }
      send(lost.from, lost.length, output, now);
      queue.sentAgain(lost, now);
      retransmissions++;
      fastRetransmits += lossTold ? 1 : 0;
      lossTold = false;
    }
  }

  private void sendNew(Output output, long now) {
    while (!finSent && firstLost(mostText()) == null) {
      int unsent = unsent();
      int usable = window.size() - next.minus(unacknowledged);
      int room = congestion.size() + recovery.limitedTransmit() - queue.inFlight();
      int count = Math.min(Math.min(unsent, mostText()), Math.min(usable, room));
      boolean probe = forced && queue.isEmpty();
      if (probe) {
        count = Math.max(count, Math.min(1, unsent));
      }
      boolean last = count == unsent;
      // A FIN takes up a number, and so needs room in the window, like a byte.
      boolean fin = closed && last && (count < usable || probe);
      if (!fin && !probe && !worthSending(count, last) || count == 0 && !fin) {
        return;
      }
      if (queue.isEmpty()) {
        timer = FrameReceiver.NEVER; // it has a whole RTO, whatever was waited for before
      }
      int length = fin ? count + 1 : count;
      finSent = fin;
      next = next.plus(length);
      send(next.plus(-length), length, output, now);
      queue.sent(next.plus(-length), length, now);
    }
  }

  /**
   * The sender's side of silly window avoidance, with Nagle's algorithm in it (RFC 9293 section
   * 3.8.6.2.1). Its last case, that a small segment goes after some time, is the timer's.
   */
  private boolean worthSending(int count, boolean last) {
    boolean allowed = queue.isEmpty() || !nagle;
    return count == mostText() || allowed && (last || count >= window.largest() / 2);
  }

  private void send(SequenceNumber from, int length, Output output, long now) {
    forced = false;
    segments++;
    lastSent = now;
    SequenceNumber end = from.plus(length);
    boolean fin = finSent && end.equals(next);
    int count = fin ? length - 1 : length;
    int offset = from.minus(unacknowledged);
    boolean last = offset + count == text.size() && count > 0;
    int flags = (last ? TcpFlags.PSH : 0) | (fin ? TcpFlags.FIN : 0);
    output.send(from, flags, text.peek(offset, count));
  }

  // --- What routers say.

  /**
   * A router says that what was sent is too large for the path. Anybody can say so: it counts only
   * if nothing is acknowledged until the timer goes off (RFC 5927 section 7.2).
   *
   * @param mtu in bytes
   */
  void pathMtu(int mtu) {
    claimedMtu = mtu;
  }

  private void believeClaim() {
    // RFC 1191 section 3: an MTU has 68 bytes at least. Of ours, none is so small as that.
    int size = Math.max(SMALLEST_SEGMENT, claimedMtu - IP_AND_TCP_HEADERS);
    if (claimedMtu > 0 && size < maximumSegmentSize) {
      maximumSegmentSize = size;
      congestion.segmentsShrink(size);
    }
    claimedMtu = 0;
  }

  /** What it has been through so far. */
  SenderFigures figures() {
    return new SenderFigures(
        bytesAcknowledged,
        segments,
        retransmissions,
        timeouts,
        fastRetransmits,
        congestion.size(),
        congestion.threshold(),
        queue.inFlight(),
        timeout.smoothedRtt(),
        timeout.nanos());
  }
}
