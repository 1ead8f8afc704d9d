package workshop.echo;

import java.util.function.Supplier;
import workshop.shared.DropReason;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** A port that anybody may connect to: the LISTEN state of RFC 9293 section 3.10.7.2. */
final class Listener {
  private final Supplier<Application> applications;
  private final ConnectionTable connections;
  private final InitialSequenceNumbers numbers;
  private final Surroundings surroundings;

  /**
   * Waits for connections.
   *
   * @param applications makes one for each connection
   * @param connections the table for new connections
   * @param numbers gives them their initial sequence numbers
   */
  Listener(
      Supplier<Application> applications,
      ConnectionTable connections,
      InitialSequenceNumbers numbers,
      Surroundings surroundings) {
    this.applications = applications;
    this.connections = connections;
    this.numbers = numbers;
    this.surroundings = surroundings;
  }

  Supplier<Application> applications() {
    return applications;
  }

  // --- Exercise 5.1: A SYN opens a connection (RFC 9293 section 3.10.7.2)

  /**
   * A segment has arrived that belongs to no connection.
   *
   * <p>If it does not open a connection, drop it ({@link #drop} tells the observer). If there is no
   * room for one more connection, drop it and send nothing, not even a reset.
   *
   * @param used the last sequence number of an older connection with this id; null if there was
   *     none, or nobody knows it
   */
  void process(ConnectionId id, TcpSegment segment, SequenceNumber used) {
    // First, check for a RST: there is nothing to reset.
    if (segment.has(TcpFlags.RST)) {
      drop(SegmentDrop.NOT_A_SYN, segment);
      return;
    }
    // Second, check for an ACK: nothing has been sent that could be acknowledged.
    if (segment.has(TcpFlags.ACK)) {
      drop(SegmentDrop.NOT_A_SYN, segment);
      surroundings.output().send(id.remoteAddress(), Reset.answerTo(segment));
      return;
    }
    // Third, check for a SYN.
    if (segment.has(TcpFlags.SYN)) {
      open(id, segment, used);
      return;
    }
    // Fourth, anything else.
    drop(SegmentDrop.NOT_A_SYN, segment);
  }

  /** Ignores text or a FIN that comes with the SYN: the peer sends it again. */
  private void open(ConnectionId id, TcpSegment syn, SequenceNumber used) {
    Connection connection = connections.open(id, true, applications);
    if (connection == null) {
      // The peer sends its SYN again soon; a reset would tell it to give up.
      drop(SegmentDrop.NO_ROOM, syn);
      return;
    }
    connection.sender().start(numbers.next(id, used));
    connection.takeSyn(syn);
    connection.enter(State.SYN_RECEIVED);
    connection.sendSyn();
  }

  // --- End of exercise 5.1

  private void drop(DropReason reason, TcpSegment segment) {
    surroundings.observer().dropped(reason, segment.payload());
  }
}

// Hints for 5.1:
// - Check RST first, then ACK, then SYN: the RFC has this order, and each check is simple then.
//   Drop every segment that opens no connection: `drop(SegmentDrop.NOT_A_SYN, segment)`.
// - An ACK here acknowledges something that you never sent. `Reset.answerTo(segment)` makes the
//   answer, and `surroundings.output().send` sends it to `id.remoteAddress()`.
// - `connections.open(id, true, applications)` makes a connection and puts it into the table. It
//   returns null if there is no room. Then drop the SYN (SegmentDrop.NO_ROOM) and send nothing.
// - After `open`, make these calls in this order: `sender().start` with `numbers.next(id, used)`,
//   `takeSyn`, `enter(State.SYN_RECEIVED)`, `sendSyn()`.
