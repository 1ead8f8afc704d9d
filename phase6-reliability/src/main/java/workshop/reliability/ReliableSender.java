package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.echo.Sender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/**
 * The sending half on a wire that fails: it keeps text until it is acknowledged, and sends it again
 * if it is not. It sends no faster than the peer and the network can take.
 *
 * <p>When a segment comes, it only updates its state. At the end of the batch, {@link #transmit}
 * sends.
 */
final class ReliableSender implements Sender {
  private final ConnectionId id;
  private final ReliabilityObserver observer;
  private final SenderParts parts;
  private final AckArrives ackArrives;
  private final Transmission transmission;
  private final Supplier<SenderFigures> figures = this::figures;

  /** A sender for a new connection. */
  ReliableSender(ConnectionId id, SenderParts parts, ReliabilityObserver observer) {
    this.id = id;
    this.parts = parts;
    this.observer = observer;
    ackArrives = new AckArrives(parts);
    transmission = new Transmission(parts);
  }

  @Override
  public void start(SequenceNumber iss) {
    parts.buffer.start(iss);
    parts.recovery.start(iss);
  }

  /** Our SYN is sent, for the first time or again. */
  void synSent() {
    parts.syn.sent();
  }

  @Override
  public void peerOptions(ByteBuffer options) {
    parts.segmentSize.peerOptions(options);
    parts.window.scaleBy(SynOptions.shift(options));
  }

  @Override
  public void acknowledged(TcpSegment segment) {
    ackArrives.acknowledged(segment);
  }

  @Override
  public void transmit(Output output) {
    transmission.transmit(output);
    observer.worked(id, figures);
  }

  @Override
  public void claimMtu(int mtu) {
    parts.segmentSize.claim(mtu);
  }

  // --- For the timer of the connection, and for the log.

  /** When something will be due, on the loop's clock; or never. */
  long deadline() {
    if (!parts.buffer.isSynAcknowledged()) {
      return Math.min(parts.syn.deadline(), parts.progress.deadline());
    }
    return parts.timer.isIdle()
        ? parts.keepAlive.deadline()
        : Math.min(parts.timer.waiting().deadline(), parts.progress.deadline());
  }

  /** Whether the peer has been silent for too long. */
  boolean givesUp() {
    boolean waits = !parts.buffer.isSynAcknowledged() || !parts.timer.isIdle();
    return waits ? parts.progress.isOver() : parts.keepAlive.isDead();
  }

  /** How often the same has been sent again without an answer. */
  int unanswered() {
    return parts.progress.unanswered();
  }

  /** Its figures so far. */
  SenderFigures figures() {
    return new SenderFigures(
        parts.buffer.bytesAcknowledged(),
        parts.counters.segments,
        parts.counters.retransmissions,
        parts.counters.timeouts,
        parts.counters.fastRetransmits,
        parts.congestion.size(),
        parts.congestion.threshold(),
        parts.queue.inFlight(),
        parts.window.size(),
        parts.timeout.smoothedRtt(),
        parts.timeout.nanos());
  }

  // --- The methods of any sender.

  @Override
  public SequenceNumber unacknowledged() {
    return parts.buffer.unacknowledged();
  }

  @Override
  public SequenceNumber next() {
    return parts.buffer.next();
  }

  /** After a probe, SND.NXT lies beyond the window: the peer would ignore our ACKs. */
  @Override
  public SequenceNumber acceptable() {
    SequenceNumber edge = parts.buffer.unacknowledged().plus(parts.window.size());
    return parts.buffer.isSynAcknowledged() && edge.isBefore(parts.buffer.next())
        ? edge
        : parts.buffer.next();
  }

  @Override
  public int segmentSize() {
    return parts.segmentSize.bytes();
  }

  @Override
  public int largestWindow() {
    return parts.window.largest();
  }

  @Override
  public int write(ByteBuffer data) {
    return parts.buffer.write(data);
  }

  @Override
  public void close() {
    parts.buffer.close();
  }

  @Override
  public boolean isClosed() {
    return parts.buffer.isClosed();
  }

  @Override
  public boolean finSent() {
    return parts.buffer.isFinSent();
  }

  @Override
  public boolean finAcknowledged() {
    return parts.buffer.isFinAcknowledged();
  }
}
