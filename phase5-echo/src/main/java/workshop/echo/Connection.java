package workshop.echo;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
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
  private final Supplier<Application> applications;
  private final boolean passive;
  private final int maximumSegmentSize;
  private final Receiver receiver;
  private final Sender sender;
  private final ChallengeAcks challengeAcks = new ChallengeAcks();

  private State state;

  /** Null until the connection is established. */
  private Application application;

  private ByteBuffer peerOptions;
  private SequenceNumber irs = new SequenceNumber(0);
  private SequenceNumber iss = new SequenceNumber(0);
  private long synSent;

  /** RCV.UP: where the urgent data ends that the application has been told of. */
  private SequenceNumber receiveUrgent = new SequenceNumber(0);

  /** Something has been received that no segment of ours has acknowledged yet. */
  private boolean ackDue;

  private boolean closeRequested;
  private boolean abortRequested;

  /** Whether it is on the list of those that have something to do at the end of the batch. */
  private boolean scheduled;

  /**
   * A connection that has done nothing yet.
   *
   * @param applications makes one as soon as the connection is established, and not before: a peer
   *     that never answers our SYN costs as little as possible
   */
  Connection(Tcp tcp, ConnectionId id, Supplier<Application> applications, boolean passive) {
    this.tcp = tcp;
    this.id = id;
    this.applications = applications;
    this.passive = passive;
    maximumSegmentSize = tcp.maximumSegmentSize();
    Parts.Halves halves = tcp.parts().halves(maximumSegmentSize);
    receiver = halves.receiver();
    sender = halves.sender();
    state = passive ? State.LISTEN : State.CLOSED;
  }

  // --- What the state machine works with.

  /** Where it is. */
  public State state() {
    return state;
  }

  /** Goes on to another state, and tells whoever needs to know. */
  void enter(State next, long now) {
    State previous = state;
    state = next;
    tcp.observer().stateChanged(id, previous, next, now);
    if (next == State.ESTABLISHED) {
      callApplication(() -> application = applications.get());
      schedule();
    } else if (next == State.TIME_WAIT) {
      tcp.timers().timeWait(this, now);
    }
  }

  /** Whether it came from a LISTEN, and not from an active open. */
  boolean isPassive() {
    return passive;
  }

  /** Its receiving half. */
  public Receiver receiver() {
    return receiver;
  }

  /** Its sending half. */
  public Sender sender() {
    return sender;
  }

  /** IRS: where the peer's sequence numbers started. */
  SequenceNumber irs() {
    return irs;
  }

  /** Starts counting from our own SYN on. */
  void chooseIss(SequenceNumber iss) {
    this.iss = iss;
    sender.start(iss);
  }

  /** Takes over what the peer's SYN says. */
  void takeSyn(TcpSegment syn) {
    irs = syn.seq();
    receiveUrgent = irs;
    peerOptions = copy(syn.options());
    receiver.start(irs, syn.options());
    sender.peerOptions(syn.options());
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.limit()).put(bytes.slice(0, bytes.limit())).flip();
  }

  // --- Sending.

  /** SYN, or SYN,ACK as soon as the peer's SYN is known; the same numbers each time. */
  public void sendSyn(long now) {
    boolean answer = state == State.SYN_RECEIVED;
    send(
        iss,
        answer ? TcpFlags.SYN | TcpFlags.ACK : TcpFlags.SYN,
        tcp.parts().synOptions(maximumSegmentSize, peerOptions),
        TcpSegment.EMPTY,
        now);
    synSent = now;
    sender.synSent(now);
    schedule(); // timers may want to wait for the answer
  }

  /** When {@link #sendSyn} was called last, in nanoseconds on the loop's clock. */
  public long synSent() {
    return synSent;
  }

  /** An ACK at once, with nothing else: {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
  void sendAck(long now) {
    send(sender.acceptable(), TcpFlags.ACK, receiver.options(), TcpSegment.EMPTY, now);
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
    }
    TcpSegment segment =
        new TcpSegment(
            id.localPort(),
            id.remotePort(),
            seq,
            ack ? receiver.next() : new SequenceNumber(0),
            flags,
            (flags & TcpFlags.RST) != 0 ? 0 : receiver.advertise((flags & TcpFlags.SYN) != 0),
            0,
            options,
            payload);
    tcp.send(id.remoteAddress(), segment, now);
  }

  // --- What follows from a segment.

  /**
   * There is something to acknowledge: at the end of the batch, when there may be an echo to carry
   * the acknowledgment. All segments that wait are to be processed before any ACK is sent (RFC 9293
   * section 3.10.7.4, MUST-59), and no ACK waits longer than that.
   */
  void ackSoon() {
    ackDue = true;
    schedule();
  }

  /** Has {@link #work} called at the end of the batch. */
  void schedule() {
    if (!scheduled && state != State.CLOSED) {
      scheduled = true;
      tcp.schedule(this);
    }
  }

  /** Called by {@link Tcp} at the end of the batch. */
  void workScheduled(long now) {
    work(now);
    // Only now: what the application does in there is dealt with already.
    scheduled = false;
  }

  /** Lets the application work; then sends what may be sent, or at least the ACK that is due. */
  public void work(long now) {
    if (state == State.CLOSED) {
      return; // something in the same batch has ended it
    }
    if (receiver.next().isAfter(receiveUrgent)) {
      receiveUrgent = receiver.next(); // left behind by 2 GB, it would look as if it were ahead
    }
    if (state.isSynchronized() && !abortRequested) {
      callApplication(() -> application.progress(this));
    }
    if (state.isSynchronized() && !abortRequested) {
      sender.transmit((seq, flags, text) -> sendText(seq, flags, text, now), now);
    }
    if (abortRequested) {
      abort("aborted by the application", now);
    } else if (state == State.SYN_SENT && closeRequested) {
      finish(now); // RFC 9293 section 3.10.4, SYN-SENT
    } else if (isAckDue(now)) {
      sendAck(now);
    }
    if (state != State.CLOSED) {
      tcp.timers().worked(this, now);
    }
  }

  private boolean isAckDue(long now) {
    return ackDue && !receiver.mayDelayAck(now)
        || state.isSynchronized() && receiver.isWindowUpdateDue();
  }

  /**
   * The peer has marked what it sends as urgent. The application is told where that is news (RFC
   * 9293 section 3.10.7.4, sixth); it reads urgent data like any other (RFC 6093).
   *
   * @param end the number after the urgent data: SEG.SEQ + SEG.UP
   */
  void urgentUntil(SequenceNumber end) {
    boolean news = end.isAfter(receiver.next()) && end.isAfter(receiveUrgent);
    if (news && !abortRequested) {
      receiveUrgent = end;
      callApplication(() -> application.urgent(this));
    }
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
    send(seq, TcpFlags.ACK | flags, receiver.options(), text.slice(), now);
    if ((flags & TcpFlags.FIN) == 0) {
      return;
    }
    // The RFC changes the state at the CLOSE call already (section 3.10.4). On the wire there is no
    // difference: nobody sees the state before the FIN.
    if (state == State.ESTABLISHED) {
      enter(State.FIN_WAIT_1, now);
    } else if (state == State.CLOSE_WAIT) {
      enter(State.LAST_ACK, now);
    }
  }

  /** The peer does not answer what is sent to it again and again. */
  public void unanswered() {
    Application told = whomToTell();
    if (told != null) {
      callApplication(() -> told.unanswered(this));
    }
  }

  /** The end, as agreed with the peer. */
  public void finish(long now) {
    leave(now);
    if (application != null) {
      callApplication(() -> application.closed(this));
    }
  }

  private void leave(long now) {
    enter(State.CLOSED, now);
    tcp.remove(this);
  }

  /** The end without agreement, because the peer said so. */
  void wasReset(String reason, long now) {
    leave(now);
    tcp.observer().aborted(id, reason);
    Application told = whomToTell();
    if (told != null) {
      callApplication(() -> told.aborted(this, reason));
    }
  }

  /** In a passive open, the application has not heard of the connection yet, and need not: null. */
  private Application whomToTell() {
    return application == null && !passive ? applications.get() : application;
  }

  /**
   * The end without agreement, because we say so (RFC 9293 section 3.10.5, ABORT call: the reset
   * has the number that the peer expects).
   */
  public void abort(String reason, long now) {
    switch (state) {
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
          sendReset(sender.acceptable(), now);
      default -> {
        // The peer has nothing any more that it could lose.
      }
    }
    wasReset(reason, now);
  }

  /**
   * The end without agreement, because the peer says nothing any more (RFC 9293 section 3.10.8):
   * nothing is sent, for nobody would hear it.
   */
  public void giveUp(String reason, long now) {
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
    closeRequested = true;
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

  @Override
  public void setKeepAlive(boolean on) {
    sender.setKeepAlive(on);
  }

  @Override
  public void setUserTimeout(long nanos) {
    sender.setUserTimeout(nanos);
  }
}
