package workshop.echo;

import java.util.function.Supplier;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/**
 * One connection: the RFC's transmission control block, TCB (RFC 9293 section 3.3.1). It is a state
 * and two halves. {@link SegmentArrives} knows what to do with a segment that arrives, {@link
 * SegmentLeaves} what a segment of ours says; {@link ConnectionStream} is what the application
 * sees.
 */
public final class Connection implements ConnectionTimer.Actions {
  private final ConnectionId id;
  private final boolean passive;
  private final Supplier<Application> applications;
  private final Surroundings surroundings;
  private final StateListener table;
  private final Receiver receiver;
  private final Sender sender;
  private final ConnectionTimer timer;
  private final SegmentLeaves out;
  private final ConnectionStream stream;

  /** Is told where a connection has got to, before everybody else. */
  @FunctionalInterface
  interface StateListener {
    /**
     * A connection has gone on to another state.
     *
     * @param previous the one before; the same where it begins anew to wait
     */
    void entered(Connection connection, State previous);

    /** A connection is gone: this is the last call. */
    default void gone(Connection connection) {}
  }

  /** Its place on the agenda of all connections. */
  private final Agenda.Entry turn =
      new Agenda.Entry() {
        @Override
        protected void work() {
          Connection.this.work();
        }

        @Override
        protected void timeIsUp() {
          Connection.this.timeIsUp();
        }
      };

  private State state;
  private long synSentAt;
  private long timerDeadline = FrameReceiver.NEVER;

  /** Null until the connection is established. */
  private Application application;

  /**
   * A connection that has done nothing yet.
   *
   * @param passive whether it comes from a LISTEN, and not from an active open
   * @param applications makes one as soon as the connection is established, and not before: a peer
   *     that never answers our SYN costs as little as possible
   * @param options what the application chooses
   * @param table is told of each state that it goes on to
   */
  Connection(
      ConnectionId id,
      boolean passive,
      Supplier<Application> applications,
      Halves halves,
      StreamOptions options,
      Surroundings surroundings,
      StateListener table) {
    this.id = id;
    this.passive = passive;
    this.applications = applications;
    this.surroundings = surroundings;
    this.table = table;
    receiver = halves.receiver();
    sender = halves.sender();
    timer = halves.timer();
    out = new SegmentLeaves(id, receiver, sender, surroundings);
    stream = new ConnectionStream(id, receiver, sender, options, this::askForTurn);
    state = passive ? State.LISTEN : State.CLOSED;
  }

  // --- What the state machine works with.

  /** Who talks to whom. */
  public ConnectionId id() {
    return id;
  }

  /** What the application sees of it. */
  public TcpStream stream() {
    return stream;
  }

  /** Where it is. */
  public State state() {
    return state;
  }

  /** Goes on to another state, and tells whoever needs to know. */
  void enter(State next) {
    State previous = state;
    state = next;
    table.entered(this, previous);
    surroundings.observer().stateChanged(id, previous, next);
    if (next == State.ESTABLISHED) {
      callApplication(() -> application = applications.get());
    } else if (next == State.TIME_WAIT) {
      timer.timeWaitStarts();
    }
    askForTurn();
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

  /** Where its segments leave. */
  SegmentLeaves out() {
    return out;
  }

  /** Takes over what the peer's SYN says. */
  void takeSyn(TcpSegment syn) {
    receiver.start(syn.seq(), syn.options());
    receiver.urgent().start(syn.seq());
    sender.peerOptions(syn.options());
  }

  /** SYN; or SYN,ACK as soon as the peer's SYN is known. The same numbers each time. */
  @Override
  public void sendSyn() {
    if (state == State.SYN_RECEIVED) {
      out.sendSynAck();
    } else {
      out.sendSyn();
    }
    synSentAt = surroundings.clock().now();
    timer.synSent();
    askForTurn(); // the timer wants to wait for the answer
  }

  /** When {@link #sendSyn} was called last, in nanoseconds on the loop's clock. */
  public long synSentAt() {
    return synSentAt;
  }

  /**
   * There is something to acknowledge: at the end of the batch, when there may be an echo to carry
   * the acknowledgment. All segments that wait are to be processed before any ACK is sent (RFC 9293
   * section 3.10.7.4, MUST-59), and no ACK waits longer than that.
   */
  void ackSoon() {
    receiver.oweAck();
    askForTurn();
  }

  /** The application gets a turn at the end of the batch; then what may be sent is sent. */
  void askForTurn() {
    if (state != State.CLOSED) {
      surroundings.agenda().soon(turn);
    }
  }

  /** The peer has marked what it sends as urgent, up to this number. */
  void urgentUntil(SequenceNumber end) {
    if (receiver.urgent().isNews(end, receiver.next()) && !stream.isAborted()) {
      receiver.urgent().take(end);
      callApplication(() -> application.urgent(stream));
    }
  }

  /** Since when its application would not miss it; or {@link FrameReceiver#NEVER}. */
  long idleSince() {
    return application == null ? FrameReceiver.NEVER : application.idleSince();
  }

  // --- The end of the batch.

  /** Lets the application work; then sends what may be sent, or at least the ACK that is due. */
  @Override
  public void work() {
    if (state.isSynchronized() && !stream.isAborted()) {
      receiver.urgent().keepUp(receiver.next());
      stream.turnBegins(surroundings.clock().now());
      callApplication(() -> application.progress(stream));
    }
    if (stream.isAborted() && state != State.CLOSED) {
      abort("aborted by the application");
    } else if (state == State.SYN_SENT && sender.isClosed()) {
      finish(); // RFC 9293 section 3.10.4, SYN-SENT
    } else if (state.isSynchronized()) {
      out.sendTextOrAck();
      enterAfterOurFin();
    }
    if (state != State.CLOSED) {
      timerDeadline = timer.deadline(state);
      surroundings.agenda().at(turn, Math.min(timerDeadline, stream.wakeAt()));
    }
  }

  /** It is the timer's time, or the one that the application has asked for, or both. */
  private void timeIsUp() {
    long now = surroundings.clock().now();
    if (stream.wakeAt() <= now) {
      askForTurn();
    }
    if (timerDeadline <= now) {
      timer.expired(state, this);
    }
  }

  /**
   * The RFC changes the state at the CLOSE call already (section 3.10.4). On the wire there is no
   * difference: nobody sees the state before the FIN.
   */
  private void enterAfterOurFin() {
    if (state == State.ESTABLISHED && sender.finSent()) {
      enter(State.FIN_WAIT_1);
    } else if (state == State.CLOSE_WAIT && sender.finSent()) {
      enter(State.LAST_ACK);
    }
  }

  private void callApplication(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // One application's mistake must not take all other connections with it.
      surroundings.observer().applicationFailed(id, e);
      stream.abort();
    }
  }

  // --- The ends: as agreed, because the peer is gone, because we say so.

  /** The end, as agreed with the peer. */
  @Override
  public void finish() {
    leave();
    if (application != null) {
      callApplication(() -> application.closed(stream));
    }
  }

  /** The end without agreement: the peer has reset the connection, or says nothing any more. */
  @Override
  public void lose(String reason) {
    leave();
    surroundings.observer().aborted(id, reason);
    Application told = whomToTell();
    if (told != null) {
      callApplication(() -> told.aborted(stream, reason));
    }
  }

  /**
   * The end without agreement, because we say so (RFC 9293 section 3.10.5, ABORT call: the reset
   * has the number that the peer expects).
   */
  public void abort(String reason) {
    switch (state) {
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
          out.sendReset(sender.acceptable());
      default -> {
        // The peer has nothing any more that it could lose.
      }
    }
    lose(reason);
  }

  private void leave() {
    enter(State.CLOSED);
    surroundings.agenda().forget(turn);
    table.gone(this);
  }

  @Override
  public void doubtTheWay() {
    surroundings.output().doubt(id.remoteAddress());
  }

  @Override
  public void tellUnanswered() {
    Application told = whomToTell();
    if (told != null) {
      callApplication(() -> told.unanswered(stream));
    }
  }

  /** In a passive open, the application has not heard of the connection yet, and need not: null. */
  private Application whomToTell() {
    return application == null && !passive ? applications.get() : application;
  }
}
