package workshop.reliability;

import workshop.echo.Memory;
import workshop.echo.SendWindow;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;

/** The parts of the sending half of one connection. */
final class SenderParts {
  final LoopClock clock;
  final StreamOptions options;
  final Settings settings;
  final SegmentSize segmentSize;
  final SendBuffer buffer;
  final SendWindow window = new SendWindow();
  final SenderCounters counters = new SenderCounters();
  final RetransmissionTimeout timeout = new RetransmissionTimeout();
  final RetransmissionQueue queue;
  final RetransmissionTimer retransmission;
  final Resending resending;
  final CongestionWindow congestion;
  final FastRecovery recovery;
  final Progress progress;
  final SynTimer syn;
  final SenderTimer timer;
  final KeepAlive keepAlive;

  SenderParts(
      int maximumSegmentSize,
      LoopClock clock,
      Settings settings,
      StreamOptions options,
      Memory memory) {
    this.clock = clock;
    this.settings = settings;
    this.options = options;
    segmentSize = new SegmentSize(maximumSegmentSize);
    buffer = new SendBuffer(memory);
    queue = new RetransmissionQueue(clock);
    retransmission = new RetransmissionTimer(clock, timeout);
    resending = new Resending(queue);
    congestion = new CongestionWindow(settings.uses(Technique.CONGESTION_CONTROL));
    recovery = new FastRecovery(congestion);
    progress = new Progress(clock, options);
    syn = new SynTimer(clock, timeout, retransmission, progress);
    timer = new SenderTimer(clock, timeout, retransmission, progress);
    keepAlive = new KeepAlive(clock, settings.keepAlive());
  }

  /** The oldest segment is missing, while others get through: it is sent again at once. */
  void firstIsMissing() {
    forgetWhatIsTakenBack();
    resending.firstIsMissing();
  }

  /** The peer may throw away what it reported in a SACK block (RFC 2018 section 8). */
  void forgetWhatIsTakenBack() {
    if (queue.isTakenBack()) {
      queue.forgetArrived();
    }
  }
}
