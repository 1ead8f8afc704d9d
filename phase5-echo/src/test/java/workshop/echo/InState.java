package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Arrays;
import java.util.stream.Stream;

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

  static InState reach(State state, Exchange exchange) {
    ManualApplication application = new ManualApplication();
    exchange.serving(() -> application);
    Peer peer = exchange.peer();
    if (state == State.SYN_RECEIVED) {
      peer.sends("SYN seq=0 mss=1460");
      peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
      return check(new InState(exchange, peer, application, state, 1, 0, 1));
    }
    peer.connects();
    boolean peerFirst = state == State.CLOSE_WAIT || state == State.LAST_ACK;
    if (peerFirst) {
      peer.sends("FIN,ACK seq=1 ack=1");
      peer.expects("ACK seq=1 ack=2");
    }
    if (state == State.ESTABLISHED || state == State.CLOSE_WAIT) {
      return check(new InState(exchange, peer, application, state, peerFirst ? 2 : 1, 1, 1));
    }
    exchange.application(() -> application.stream.close());
    peer.expects("FIN,ACK seq=1 ack=" + (peerFirst ? 2 : 1));
    if (state == State.LAST_ACK || state == State.FIN_WAIT_1) {
      return check(new InState(exchange, peer, application, state, peerFirst ? 2 : 1, 1, 2));
    }
    if (state == State.CLOSING) {
      peer.sends("FIN,ACK seq=1 ack=1");
      peer.expects("ACK seq=2 ack=2");
      return check(new InState(exchange, peer, application, state, 2, 1, 2));
    }
    peer.sends("ACK seq=1 ack=2");
    if (state == State.FIN_WAIT_2) {
      return check(new InState(exchange, peer, application, state, 1, 2, 2));
    }
    if (state != State.TIME_WAIT) {
      throw new IllegalArgumentException(state + " of " + Arrays.toString(State.values()));
    }
    peer.sends("FIN,ACK seq=1 ack=2");
    peer.expects("ACK seq=2 ack=2");
    return check(new InState(exchange, peer, application, state, 2, 2, 2));
  }

  private static InState check(InState reached) {
    reached.assertStill();
    reached.exchange.drops.clear();
    return reached;
  }

  /** Nothing has happened to it. */
  void assertStill() {
    assertThat(exchange.state(peer), equalTo(state));
    assertThat(exchange.tcp().size(), equalTo(1));
  }

  void assertGone() {
    assertThat(exchange.state(peer), equalTo(State.CLOSED));
    assertThat(exchange.tcp().size(), equalTo(0));
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
