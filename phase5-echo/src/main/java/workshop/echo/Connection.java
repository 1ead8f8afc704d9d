package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * One connection: the RFC's transmission control block, TCB (RFC 9293 section 3.3.1). It knows its
 * state and its two halves, and sends segments; what to do with a segment that arrives, {@link
 * SegmentArrives} knows.
 */
public final class Connection implements TcpStream {
  private final ConnectionId id;
  private final Tcp tcp;
  private final Application application;
  private final boolean passive;
  private final int maximumSegmentSize;
  private final Receiver receiver;
  private final Sender sender;
  private final ChallengeAcks challengeAcks = new ChallengeAcks();

  private State state;
  private SequenceNumber irs = new SequenceNumber(0);
  private SequenceNumber iss = new SequenceNumber(0);

  /** Something has been received that no segment of ours has acknowledged yet. */
  private boolean ackDue;

  private int bytesSinceAck;
  private boolean abortRequested;

  /** Whether it is on the list of those that have something to do at the end of the batch. */
  private boolean scheduled;

  Connection(Tcp tcp, ConnectionId id, Application application, boolean passive) {
    this.tcp = tcp;
    this.id = id;
    this.application = application;
    this.passive = passive;
    maximumSegmentSize = tcp.maximumSegmentSize();
    receiver = tcp.parts().receiver(maximumSegmentSize);
    sender = tcp.parts().sender(maximumSegmentSize);
    state = passive ? State.LISTEN : State.CLOSED;
  }

  // --- What the state machine works with.

  State state() {
    return state;
  }

  void enter(State next, long now) {
    State previous = state;
    state = next;
    tcp.observer().stateChanged(id, previous, next, now);
    if (next == State.TIME_WAIT) {
      tcp.timers().timeWait(this, now);
    }
  }

  /** Whether it came from a LISTEN, and not from an active open. */
  boolean isPassive() {
    return passive;
  }

  Receiver receiver() {
    return receiver;
  }

  Sender sender() {
    return sender;
  }

  /** IRS: where the peer's sequence numbers started. */
  SequenceNumber irs() {
    return irs;
  }

  /** ISS: where our sequence numbers started. */
  SequenceNumber iss() {
    return iss;
  }

  /** Starts counting from our own SYN on. */
  void chooseIss(SequenceNumber iss) {
    this.iss = iss;
    sender.start(iss);
  }

  /** Takes over what the peer's SYN says. */
  void takeSyn(TcpSegment syn) {
    irs = syn.seq();
    receiver.start(irs);
    sender.peerOptions(syn.options());
  }

  // --- Sending.

  /** SYN, or SYN,ACK as soon as the peer's SYN is known; the same numbers each time. */
  void sendSyn(long now) {
    boolean answer = state == State.SYN_RECEIVED;
    send(
        iss,
        answer ? TcpFlags.SYN | TcpFlags.ACK : TcpFlags.SYN,
        tcp.parts().synOptions(maximumSegmentSize),
        TcpSegment.EMPTY,
        now);
  }

  /** An ACK at once, with nothing else: {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
  void sendAck(long now) {
    send(sender.next(), TcpFlags.ACK, TcpOptions.NONE, TcpSegment.EMPTY, now);
  }

  /** The same for a segment that is suspicious: not more often than is good. */
  void sendChallengeAck(long now) {
    if (challengeAcks.allow(now)) {
      sendAck(now);
    }
  }

  /** {@code <SEQ=seq><CTL=RST>}. */
  void sendReset(SequenceNumber seq, long now) {
    send(seq, TcpFlags.RST, TcpOptions.NONE, TcpSegment.EMPTY, now);
  }

  private void send(
      SequenceNumber seq, int flags, ByteBuffer options, ByteBuffer payload, long now) {
    boolean ack = (flags & TcpFlags.ACK) != 0;
    if (ack) {
      ackDue = false;
      bytesSinceAck = 0;
    }
    TcpSegment segment =
        new TcpSegment(
            id.localPort(),
            id.remotePort(),
            seq,
            ack ? receiver.next() : new SequenceNumber(0),
            flags,
            (flags & TcpFlags.RST) != 0 ? 0 : receiver.advertise(),
            0,
            options,
            payload);
    tcp.send(id.remoteAddress(), segment, now);
  }

  // --- What follows from a segment.

  /** There is something to acknowledge: with the next data, or at the end of the batch. */
  void ackSoon() {
    ackDue = true;
    schedule();
  }

  /**
   * So much text has been received. At least every second full-sized segment is acknowledged at
   * once (RFC 9293 section 3.8.6.3, SHLD-19); all else waits for the end of the batch, when there
   * may be an echo to carry the acknowledgment.
   */
  void received(int bytes, long now) {
    ackSoon();
    bytesSinceAck += bytes;
    if (bytesSinceAck >= 2 * maximumSegmentSize) {
      flush(now);
    }
  }

  /** Has {@link #flush} called at the end of the batch. */
  void schedule() {
    if (!scheduled && state != State.CLOSED) {
      scheduled = true;
      tcp.schedule(this);
    }
  }

  /** Called by {@link Tcp} at the end of the batch. */
  void flushScheduled(long now) {
    flush(now);
    // Only now: what the application does in there is dealt with already.
    scheduled = false;
  }

  /** Lets the application work; then sends what may be sent, or at least the ACK that is due. */
  private void flush(long now) {
    if (state == State.CLOSED) {
      return; // something in the same batch has ended it
    }
    if (state.isSynchronized()) {
      progress();
      if (!abortRequested) {
        sender.transmit((seq, flags, text) -> sendText(seq, flags, text, now), now);
      }
    }
    if (abortRequested) {
      abort("aborted by the application", now);
    } else if (ackDue || (state.isSynchronized() && receiver.isWindowUpdateDue())) {
      sendAck(now);
    }
  }

  private void progress() {
    callApplication(() -> application.progress(this));
  }

  /** The peer has marked something as urgent. */
  void urgent() {
    callApplication(() -> application.urgent(this));
  }

  private void callApplication(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // One application's mistake must not take all other connections with it.
      tcp.observer().applicationFailed(id, e);
      abort();
    }
  }

  private void sendText(SequenceNumber seq, int flags, ByteBuffer text, long now) {
    send(seq, TcpFlags.ACK | flags, TcpOptions.NONE, text.slice(), now);
    if ((flags & TcpFlags.FIN) != 0) {
      // RFC 9293 section 3.10.4, CLOSE call: once the FIN is sent, and not before.
      enter(state == State.CLOSE_WAIT ? State.LAST_ACK : State.FIN_WAIT_1, now);
    }
  }

  /** The end, as agreed with the peer. */
  void finish(long now) {
    enter(State.CLOSED, now);
    tcp.remove(this);
  }

  /** The end without agreement, because the peer said so. */
  void wasReset(String reason, long now) {
    finish(now);
    tcp.observer().aborted(id, reason);
    callApplication(() -> application.aborted(this, reason));
  }

  /**
   * The end without agreement, because we say so (RFC 9293 section 3.10.5, ABORT call: the reset
   * has the number that the peer expects).
   */
  void abort(String reason, long now) {
    if (state != State.SYN_SENT && state != State.TIME_WAIT) {
      send(sender.next(), TcpFlags.RST | TcpFlags.ACK, TcpOptions.NONE, TcpSegment.EMPTY, now);
    }
    wasReset(reason, now);
  }

  // --- What the application sees.

  @Override
  public ConnectionId id() {
    return id;
  }

  @Override
  public ByteBuffer received() {
    return receiver.received();
  }

  @Override
  public void consume(int count) {
    receiver.consume(count);
    schedule();
  }

  @Override
  public boolean atEnd() {
    return receiver.finReached() && !receiver.received().hasRemaining();
  }

  @Override
  public int write(ByteBuffer data) {
    schedule();
    return sender.write(data);
  }

  @Override
  public void close() {
    sender.close();
    schedule();
  }

  @Override
  public void abort() {
    abortRequested = true;
    schedule();
  }

  @Override
  public void setNagle(boolean on) {
    sender.setNagle(on);
  }
}
