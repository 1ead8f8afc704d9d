package workshop.echo;

import java.util.function.Supplier;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/**
 * One connection: the RFC's transmission control block, TCB (RFC 9293 section 3.3.1). It has a
 * state and two halves. {@link SegmentArrives} processes a segment that arrives, and {@link
 * SegmentLeaves} fills in a segment that we send. The application uses {@link ConnectionStream}.
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

  /** Learns of each new state before everybody else. */
  @FunctionalInterface
  interface StateListener {
    /**
     * A connection has gone on to another state.
     *
     * @param previous the state before; the same one if TIME-WAIT starts again
     */
    void entered(Connection connection, State previous);

    /** A connection is gone: this is the last call. */
    default void gone(Connection connection) {}
  }

  /** Its entry on the agenda of all connections. */
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
   * @param passive whether the peer has opened it, and not our side
   * @param applications makes an application when the connection is established, and not before, so
   *     that a peer that never answers costs as little as possible
   * @param options the application's choices
   * @param table learns of each new state
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

  // --- Methods for the state machine.

  /** The addresses and ports of both sides. */
  public ConnectionId id() {
    return id;
  }

  /** The stream that the application uses. */
  public TcpStream stream() {
    return stream;
  }

  /** Its state. */
  public State state() {
    return state;
  }

  /** Goes on to another state, and tells all who need to know. */
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

  /** Whether the peer has opened it (passive open), and not our side (active open). */
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

  /** Sends its segments. */
  SegmentLeaves out() {
    return out;
  }

  /** Stores the peer's initial sequence number and options. */
  void takeSyn(TcpSegment syn) {
    receiver.start(syn.seq(), syn.options());
    receiver.urgent().start(syn.seq());
    sender.peerOptions(syn.options());
  }

  /** Sends a SYN, or in SYN-RECEIVED a SYN,ACK. The numbers are the same each time. */
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
   * Sends an acknowledgment at the end of the batch, because an echo may carry it then. The RFC
   * wants us to process all waiting segments before we send an ACK (RFC 9293 section 3.10.7.4,
   * MUST-59). No ACK waits longer than that.
   */
  void ackSoon() {
    receiver.oweAck();
    askForTurn();
  }

  /** At the end of the batch, the application gets a turn; then the sender sends. */
  void askForTurn() {
    if (state != State.CLOSED) {
      surroundings.agenda().soon(turn);
    }
  }

  /** The peer has marked its data as urgent, up to this number. */
  void urgentUntil(SequenceNumber end) {
    if (receiver.urgent().isNews(end, receiver.next()) && !stream.isAborted()) {
      receiver.urgent().take(end);
      callApplication(() -> application.urgent(stream));
    }
  }

  /** Since when its application does not need it; or {@link FrameReceiver#NEVER}. */
  long idleSince() {
    return application == null ? FrameReceiver.NEVER : application.idleSince();
  }

  // --- The end of the batch.

  /** Calls the application; then sends text, or at least the ACK that is due. */
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

  /** The deadline of the timer is over, or the time that the application has asked for, or both. */
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
   * The RFC changes the state already when the application closes (section 3.10.4). The wire shows
   * no difference, because the peer sees the new state only by the FIN.
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
      // A mistake in one application must not end all other connections.
      surroundings.observer().applicationFailed(id, e);
      stream.abort();
    }
  }

  // --- A connection ends in three ways: both sides have closed, it is lost, or we abort it.

  /** The connection ends because both sides have closed. */
  @Override
  public void finish() {
    leave();
    if (application != null) {
      callApplication(() -> application.closed(stream));
    }
  }

  /** The connection ends early: the peer has reset it, or does not answer any more. */
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
   * The connection ends early, because our side wants it (RFC 9293 section 3.10.5, ABORT call). The
   * reset has the number that the peer expects.
   */
  public void abort(String reason) {
    switch (state) {
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
          out.sendReset(sender.acceptable());
      default -> {
        // In these states the peer cannot lose anything, so it needs no reset.
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

  /** The application to tell; null if the peer has opened, and none knows of the connection yet. */
  private Application whomToTell() {
    return application == null && !passive ? applications.get() : application;
  }
}
