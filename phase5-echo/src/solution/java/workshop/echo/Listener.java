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
   * @param connections where new ones are put
   * @param numbers where they start counting
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
   * <p>Whatever opens none is told ({@link #drop}). Where there is no room for one more, nothing is
   * sent, not even a reset; but it is told.
   *
   * @param used the last sequence number that a connection with this id has used, if that is known;
   *     else null
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

  /** Text or a FIN that comes with the SYN is left for the peer to send again. */
  private void open(ConnectionId id, TcpSegment syn, SequenceNumber used) {
    Connection connection = connections.open(id, true, applications);
    if (connection == null) {
      // The peer knocks again soon; a reset would tell it to give up.
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
// - The RFC asks for RST, then for ACK, then for SYN; in this order each case is plain. Whatever
//   opens no connection is dropped as SegmentDrop.NOT_A_SYN.
// - An ACK here acknowledges what was never sent: `Reset.answerTo(segment)` is its answer, and
//   `surroundings.output().send` sends it to `id.remoteAddress()`.
// - `connections.open(id, true, applications)` makes a connection and puts it into the table. If
//   there is no room (SegmentDrop.NO_ROOM) it gives null: stay silent, and the peer tries again.
// - The RFC's sentence "ISS should be selected and a SYN segment sent" is, in order,
//   `sender().start` with `numbers.next(id, used)`, `takeSyn`, `enter(State.SYN_RECEIVED)` and
//   `sendSyn()`.
