package workshop.echo;

import java.util.function.Supplier;
import workshop.tcp.Reset;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** A port that anybody may connect to: the LISTEN state of RFC 9293 section 3.10.7.2. */
final class Listener {
  private final Tcp tcp;
  private final Supplier<Application> applications;

  /**
   * Waits for connections.
   *
   * @param applications makes one for each connection
   */
  Listener(Tcp tcp, Supplier<Application> applications) {
    this.tcp = tcp;
    this.applications = applications;
  }

  Supplier<Application> applications() {
    return applications;
  }

  // --- Exercise 5.3: A SYN opens a connection (RFC 9293 section 3.10.7.2)

  /**
   * A segment has arrived that belongs to no connection.
   *
   * <p>The observer is told of whatever opens none. Where there is no room for one more, nothing is
   * sent, not even a reset; but the observer is told.
   *
   * @param used the last sequence number that a connection with this id has used, where that is
   *     known; else null
   */
  void process(ConnectionId id, TcpSegment segment, SequenceNumber used, long now) {
    if (segment.has(TcpFlags.RST)) {
      // First: there is nothing to reset.
      tcp.observer().dropped(SegmentDrop.NOT_A_SYN, segment.payload());
      return;
    }
    if (segment.has(TcpFlags.ACK)) {
      // Second: nothing has been sent that could be acknowledged.
      tcp.observer().dropped(SegmentDrop.NOT_A_SYN, segment.payload());
      tcp.send(id.remoteAddress(), Reset.answerTo(segment), now);
      return;
    }
    if (!segment.has(TcpFlags.SYN)) {
      // Fourth.
      tcp.observer().dropped(SegmentDrop.NOT_A_SYN, segment.payload());
      return;
    }
    // Third. Text or a FIN that comes with the SYN is left for the peer to send again: we
    // acknowledge the SYN alone.
    Connection connection = new Connection(tcp, id, applications, true);
    if (!tcp.add(connection, now)) {
      // The peer knocks again soon; a reset would tell it to give up.
      tcp.observer().dropped(SegmentDrop.NO_ROOM, segment.payload());
      return;
    }
    connection.chooseIss(tcp.initialSequenceNumber(id, used, now));
    connection.takeSyn(segment);
    connection.enter(State.SYN_RECEIVED, now);
    connection.sendSyn(now);
  }

  // --- End of exercise 5.3
}

// Hints for 5.3:
// - The RFC asks for RST, then for ACK, then for SYN; in this order each case is plain. Whatever
//   opens no connection is told to `tcp.observer()` as SegmentDrop.NOT_A_SYN.
// - An ACK here acknowledges what was never sent: `Reset.answerTo(segment)` is its answer, and
//   `tcp.send` sends it to `id.remoteAddress()`.
// - A connection that nobody has put into the table is never found again: `tcp.add`. If there is
//   no room (SegmentDrop.NO_ROOM), stay silent, and the peer tries again.
// - The RFC's sentence "ISS should be selected and a SYN segment sent" is, in order, `chooseIss`
//   with `tcp.initialSequenceNumber(id, used, now)`, `takeSyn`, `enter(State.SYN_RECEIVED, now)`
//   and `sendSyn(now)`.
