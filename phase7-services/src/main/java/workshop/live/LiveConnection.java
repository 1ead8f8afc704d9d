package workshop.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.reliability.SenderFigures;
import workshop.tcp.SequenceNumber;

/** A connection as the page shows it: its latest state, and the states before it. */
final class LiveConnection {
  /** There are eleven states. A connection never changes its state more often than this. */
  private static final int MOST_MOVES = 12;

  /**
   * From one state to the next.
   *
   * @param frame the number of the frame that moved it; -1 if none did, or nobody has seen it
   * @param time on the loop's clock
   */
  record Move(State from, State to, long frame, long time) {}

  private final ConnectionId id;
  private final String name;
  private final Deque<Move> moves = new ArrayDeque<>();

  /** Null until the stack has the connection. It stays here after the stack has removed it. */
  private Connection connection;

  private State state;
  private Supplier<SenderFigures> figures;
  private Sample lastSample;
  private String end = "";

  /** The sequence number after the last byte that was sent; null if nothing was sent. */
  private SequenceNumber sentUpTo;

  private long lastSentFrame = -1;
  private long lastSentAt = -1;
  private long version;

  LiveConnection(ConnectionId id, State state) {
    this.id = id;
    this.state = state;
    name = id + "-" + id.localPort();
  }

  ConnectionId id() {
    return id;
  }

  /** Peer and our port: the page, and its orders, call it so. */
  String name() {
    return name;
  }

  State state() {
    return state;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  void move(Move move) {
    state = move.to();
    if (moves.size() == MOST_MOVES) {
      moves.remove();
    }
    moves.add(move);
  }

  /** The oldest first. */
  Iterable<Move> moves() {
    return moves;
  }

  /** From now on, the figures come from here. */
  void figuresFrom(Supplier<SenderFigures> source) {
    figures = source;
  }

  /** Null if it has not sent yet. */
  SenderFigures figures() {
    return figures == null ? null : figures.get();
  }

  void connection(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** It has ended with a reset or a time-out; the reason in a few words, for people. */
  void ended(String reason) {
    end = reason;
  }

  /** Empty if it has not ended, or ended normally. */
  String end() {
    return end;
  }

  Sample lastSample() {
    return lastSample;
  }

  void sampled(Sample sample) {
    lastSample = sample;
  }

  /**
   * A segment of ours goes out.
   *
   * @param end the number after its last byte
   * @return whether all of it has been sent before
   */
  boolean sends(SequenceNumber end, long frame, long time) {
    lastSentFrame = frame;
    lastSentAt = time;
    boolean again = sentUpTo != null && end.isAtMost(sentUpTo);
    sentUpTo = again ? sentUpTo : end;
    return again;
  }

  /** The number of the last frame that went out, if that was at this time; otherwise -1. */
  long sentAt(long time) {
    return lastSentAt == time ? lastSentFrame : -1;
  }

  /** It has changed. Pages that know an older version get the news. */
  void changed(long version) {
    this.version = version;
  }

  long version() {
    return version;
  }
}
