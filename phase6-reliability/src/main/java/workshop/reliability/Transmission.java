package workshop.reliability;

import workshop.echo.SendWindow;
import workshop.echo.Sender;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/** Decides what to send, and in which order: at the end of a batch, or when the timer expires. */
final class Transmission {
  private final SenderParts parts;
  private final LoopClock clock;
  private final StreamOptions options;
  private final SegmentSize segmentSize;
  private final SendBuffer buffer;
  private final SendWindow window;
  private final SenderCounters counters;
  private final RetransmissionTimeout timeout;
  private final RetransmissionQueue queue;
  private final RetransmissionTimer retransmission;
  private final Resending resending;
  private final CongestionWindow congestion;
  private final FastRecovery recovery;
  private final Progress progress;
  private final SenderTimer timer;
  private final KeepAlive keepAlive;
  private final NewText newText;

  /** When text or a FIN was last sent, in nanoseconds on the loop's clock. */
  private long lastSent;

  Transmission(SenderParts parts) {
    this.parts = parts;
    clock = parts.clock;
    options = parts.options;
    segmentSize = parts.segmentSize;
    buffer = parts.buffer;
    window = parts.window;
    counters = parts.counters;
    timeout = parts.timeout;
    queue = parts.queue;
    retransmission = parts.retransmission;
    resending = parts.resending;
    congestion = parts.congestion;
    recovery = parts.recovery;
    progress = parts.progress;
    timer = parts.timer;
    keepAlive = parts.keepAlive;
    newText = new NewText(parts);
  }

  /** Does what is due, and sends what may be sent. */
  void transmit(Sender.Output output) {
    updateTimer();
    if (timer.isOver()) {
      timeIsOver(output);
    }
    if (queue.isEmpty() && clock.now() - lastSent > timeout.nanos()) {
      congestion.restart();
    }
    sendLost(output);
    sendNew(output);
    updateTimer();
    keepAlive.turn(options.keepAlive());
    if (timer.isIdle() && keepAlive.isDue()) {
      keepAlive.asked();
      output.send(buffer.next().plus(-1), 0, TcpSegment.EMPTY); // an old number needs an answer
    }
  }

  private void updateTimer() {
    boolean toSend = buffer.unsent() > 0 || buffer.isFinWaiting();
    timer.update(!queue.isEmpty(), toSend, window.size() == 0);
  }

  /** The awaited segment has not come in time. */
  private void timeIsOver(Sender.Output output) {
    if (!queue.isEmpty()) {
      progress.sentAgain();
    }
    counters.lossTold = false; // this time the timer has found the loss
    believeClaim();
    parts.forgetWhatIsTakenBack();
    if (timer.waiting() instanceof Waiting.ForWindow) {
      probe(output);
      timer.probed();
    } else if (timer.waiting() instanceof Waiting.ForMore) {
      sendInAnyCase(output);
    } else {
      lost();
    }
  }

  private void lost() {
    counters.timeouts++;
    congestion.timedOut(queue.inFlight(), buffer.next());
    recovery.timedOut(buffer.next());
    resending.timerExpired();
    retransmission.expired();
  }

  /** One byte, or a FIN, for which there is no room: the peer has to say whether there is now. */
  private void probe(Sender.Output output) {
    if (queue.isEmpty()) {
      sendInAnyCase(output);
      return;
    }
    queue.loseFirst();
    queue.cutFirstLost(1);
    sendAgain(queue.firstLost(), output);
  }

  private void sendLost(Sender.Output output) {
    if (nothingIsLost() || window.size() == 0) {
      return;
    }
    SequenceNumber edge = buffer.unacknowledged().plus(window.size());
    int most = Math.min(window.size(), segmentSize.bytes());
    queue.cutFirstLost(most);
    RetransmissionQueue.Stretch lost = resending.next(edge, congestion.size());
    while (lost != null) {
      sendAgain(lost, output);
      queue.cutFirstLost(most);
      lost = resending.next(edge, congestion.size());
    }
  }

  /** Usually nothing is lost: then there is nothing to search. */
  private boolean nothingIsLost() {
    return queue.inFlight() == buffer.sent() || queue.firstLost() == null;
  }

  private void sendAgain(RetransmissionQueue.Stretch stretch, Sender.Output output) {
    buffer.send(stretch.from, stretch.length, output);
    resending.sentAgain(stretch);
    counters.retransmissions++;
    counters.fastRetransmits += counters.lossTold ? 1 : 0;
    counters.lossTold = false;
    sent();
  }

  private void sendNew(Sender.Output output) {
    int mostText = segmentSize.bytes() - output.optionsLength();
    NewText.Next next = nothingIsLost() ? newText.next(mostText, output) : null;
    while (next != null) {
      send(next, mostText, output);
      next = newText.next(mostText, output);
    }
  }

  private void sendInAnyCase(Sender.Output output) {
    int mostText = segmentSize.bytes() - output.optionsLength();
    NewText.Next next = newText.nextInAnyCase(mostText);
    if (next != null) {
      send(next, mostText, output);
    }
  }

  /**
   * The link may cut this into several segments, and each may be lost alone. So each is remembered
   * alone.
   */
  private void send(NewText.Next next, int mostText, Sender.Output output) {
    SequenceNumber from = buffer.next();
    buffer.sendNew(next.count(), next.fin(), output);
    int rest = next.count();
    while (rest > mostText) {
      queue.sent(from, mostText);
      counters.segments++;
      from = from.plus(mostText);
      rest -= mostText;
    }
    queue.sent(from, next.fin() ? rest + 1 : rest);
    sent();
  }

  private void sent() {
    retransmission.sent();
    counters.segments++;
    lastSent = clock.now();
  }

  private void believeClaim() {
    if (segmentSize.believe()) {
      congestion.segmentsShrink(segmentSize.bytes());
    }
  }
}
