package workshop.echo;

import java.util.stream.Stream;
import workshop.tcp.TcpSegment;

/**
 * Brings a connection into a state, with an application that does nothing of its own accord.
 *
 * @param next the number that the stack expects next from the peer
 * @param unacknowledged the oldest of the stack's numbers that the peer has not acknowledged
 * @param sent the stack's next number
 */
record InState(
    Exchange exchange,
    Peer peer,
    ManualApplication application,
    Connection connection,
    State state,
    long next,
    long unacknowledged,
    long sent) {

  /** All in which both sides know each other's numbers. */
  static Stream<State> synchronizedStates() {
    return Stream.of(
        State.ESTABLISHED,
        State.FIN_WAIT_1,
        State.FIN_WAIT_2,
        State.CLOSE_WAIT,
        State.CLOSING,
        State.LAST_ACK,
        State.TIME_WAIT);
  }

  /** All in which a segment goes the way of RFC 9293 section 3.10.7.4. */
  static Stream<State> otherStates() {
    return Stream.concat(Stream.of(State.SYN_RECEIVED), synchronizedStates());
  }

  /**
   * Goes there without the steps that a learner writes: the connection is opened from our side,
   * which is given code, and what the other steps would do is done by hand.
   */
  static InState reach(State state, Exchange exchange) {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    Peer peer = exchange.peer();
    exchange.connect(peer, application);
    Connection connection = exchange.connection(peer);
    peer.expects("SYN seq=0 mss=1460");
    if (state == State.SYN_RECEIVED) {
      peer.sends("SYN seq=0 mss=1460"); // both open at the same time
      peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
      return check(new InState(exchange, peer, application, connection, state, 1, 0, 1));
    }
    peer.sends("SYN,ACK seq=0 ack=1 mss=1460");
    peer.expects("ACK seq=1 ack=1");
    int next = 1;
    if (state == State.CLOSE_WAIT || state == State.LAST_ACK) {
      finArrives(exchange, peer, connection, State.CLOSE_WAIT);
      next = 2;
    }
    if (state == State.ESTABLISHED || state == State.CLOSE_WAIT) {
      return check(new InState(exchange, peer, application, connection, state, next, 1, 1));
    }
    exchange.application(connection.stream()::close);
    peer.expects("FIN,ACK seq=1 ack=" + next);
    if (state == State.LAST_ACK || state == State.FIN_WAIT_1) {
      return check(new InState(exchange, peer, application, connection, state, next, 1, 2));
    }
    if (state == State.CLOSING) {
      finArrives(exchange, peer, connection, state);
      return check(new InState(exchange, peer, application, connection, state, 2, 1, 2));
    }
    connection.sender().acknowledged(peer.hasSent("ACK seq=1 ack=2"));
    connection.enter(State.FIN_WAIT_2);
    if (state == State.TIME_WAIT) {
      finArrives(exchange, peer, connection, state);
      next = 2;
    }
    return check(new InState(exchange, peer, application, connection, state, next, 2, 2));
  }

  private static void finArrives(
      Exchange exchange, Peer peer, Connection connection, State newState) {
    long sent = peer.relativeToStack(connection.sender().next().value());
    TcpSegment fin = peer.hasSent("FIN,ACK seq=1 ack=1");
    connection.receiver().fin(fin.seq());
    connection.enter(newState);
    connection.out().sendAck();
    peer.expects("ACK seq=%d ack=2".formatted(sent));
  }

  private static InState check(InState reached) {
    reached.assertStill();
    reached.exchange.drops.clear();
    return reached;
  }

  /** Nothing has happened to it. */
  void assertStill() {
    exchange.assertState(peer, state);
    exchange.assertConnections(1);
  }

  void assertGone() {
    exchange.assertState(peer, State.CLOSED);
    exchange.assertConnections(0);
  }

  /** What an acceptable segment from the peer begins with, as far as its flags are these. */
  String from(String flags) {
    return flags + " seq=" + next + " ack=" + sent;
  }

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
  String ack() {
    return "ACK seq=" + sent + " ack=" + next;
  }
}
