package workshop.reliability;

import java.util.List;
import workshop.echo.SendWindow;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/** Does what an acknowledgment requires. It sends nothing: that is done at the end of the batch. */
final class AckArrives {
  private final SenderParts parts;
  private final Settings settings;
  private final SegmentSize segmentSize;
  private final SendBuffer buffer;
  private final SendWindow window;
  private final SenderCounters counters;
  private final RetransmissionTimeout timeout;
  private final RetransmissionQueue queue;
  private final Resending resending;
  private final CongestionWindow congestion;
  private final FastRecovery recovery;
  private final Progress progress;
  private final SynTimer syn;
  private final SenderTimer timer;
  private final KeepAlive keepAlive;

  /** The last acknowledgment was a partial one: see {@link #advance}. */
  private boolean partlyRecovered;

  AckArrives(SenderParts parts) {
    this.parts = parts;
    settings = parts.settings;
    segmentSize = parts.segmentSize;
    buffer = parts.buffer;
    window = parts.window;
    counters = parts.counters;
    timeout = parts.timeout;
    queue = parts.queue;
    resending = parts.resending;
    congestion = parts.congestion;
    recovery = parts.recovery;
    progress = parts.progress;
    syn = parts.syn;
    timer = parts.timer;
    keepAlive = parts.keepAlive;
  }

  /** An acceptable acknowledgment has come. */
  void acknowledged(TcpSegment segment) {
    keepAlive.heard();
    boolean duplicate = takeBlocks(segment);
    window.take(segment, buffer.unacknowledged());
    if (window.size() == 0) {
      progress.made(); // MUST-37: a peer that answers is alive
    } else if (timer.probes() > 0) {
      windowOpens();
    }
    if (segment.ack().isAfter(buffer.unacknowledged())) {
      advance(segment.ack());
    } else if (duplicate) {
      countDuplicate();
    }
  }

  /** Notes which blocks have arrived; returns whether the segment is a duplicate. */
  private boolean takeBlocks(TcpSegment segment) {
    List<Block> blocks =
        settings.uses(Technique.SACK) ? SackBlocks.read(segment.options()) : List.of();
    boolean duplicate = isDuplicate(segment, blocks);
    for (Block block : blocks) {
      long sample = queue.arrived(block);
      if (duplicate) { // otherwise the peer repeats blocks of an ACK that was lost
        measured(sample);
      }
    }
    return duplicate;
  }

  /**
   * RFC 5681 section 2: only an ACK, for the same byte as before, while there is something on its
   * way. Its window must be the same, too: otherwise it may only report a new window. But if it
   * reports a new block, there is no doubt (RFC 6675 section 2).
   */
  private boolean isDuplicate(TcpSegment segment, List<Block> blocks) {
    return !queue.isEmpty()
        && window.size() > 0 // otherwise it answers a probe
        && segment.length() == 0
        && segment.ack().equals(buffer.unacknowledged())
        && (window.told(segment) == window.size() || blocks.stream().anyMatch(queue::isNews));
  }

  private void countDuplicate() {
    if (settings.uses(Technique.FAST_RETRANSMIT)
        && recovery.duplicate(buffer.unacknowledged(), buffer.next(), queue.inFlight())) {
      counters.lossTold = true;
      parts.firstIsMissing();
    }
  }

  /** The probes have an answer. Their byte had no room in the window: it is sent again. */
  private void windowOpens() {
    if (!queue.isEmpty()) {
      parts.firstIsMissing();
    }
    timer.windowOpens(!queue.isEmpty());
  }

  /** More has arrived: all before this number. */
  private void advance(SequenceNumber ack) {
    resending.acknowledged();
    counters.lossTold = false;
    if (!buffer.isSynAcknowledged()) {
      syn.answered();
      congestion.start(segmentSize.bytes(), syn.lost());
    }
    measured(queue.acknowledged(ack));
    int count = buffer.acknowledged(ack);
    progress.made();
    segmentSize.refute();
    recovery.keepUp(ack);
    congestion.arrived(ack);
    boolean partial = count > 0 && recovery.acknowledged(ack, count, queue.inFlight());
    if (partial) {
      parts.firstIsMissing();
    }
    // RFC 6582 section 3.2: in a recovery, only the first partial acknowledgment starts the timer
    // again. So slow start replaces a recovery that takes too long.
    if (!partial || !partlyRecovered) {
      timer.acknowledged(buffer.sent() > 0);
    }
    partlyRecovered = partial;
  }

  private void measured(long sample) {
    if (sample != RetransmissionQueue.NO_SAMPLE) {
      timeout.measured(sample);
    }
  }
}
