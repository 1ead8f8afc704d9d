package workshop.echo;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.10.7.4, fifth, in SYN-RECEIVED. */
@Order(21)
@Exercise("5.2")
@DisplayName("The handshake's last ACK")
class ThirdAckTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @DisplayName("SYN, SYN-ACK, ACK: and the connection is established")
  void threeSegments() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 win=65535 mss=1460");
    exchange.assertState(peer, State.SYN_RECEIVED);
    peer.sends("ACK seq=1 ack=1");
    peer.expectsNothing();
    exchange.assertState(peer, State.ESTABLISHED);
    exchange.assertTransitions("LISTEN > SYN-RECEIVED", "SYN-RECEIVED > ESTABLISHED");
    exchange.assertConnections(1);
  }

  @ParameterizedTest(name = "ack={0}")
  @Order(2)
  @DisplayName("a third ACK of something else: a reset; the right ACK may still come")
  @ValueSource(longs = {0, 2, -1, 100_000, 2_147_483_647, -2_147_483_647})
  void badThirdAck(long ack) {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=" + ack);
    peer.expects("RST seq=" + ack + " win=0");
    peer.sends("FIN,ACK seq=1 ack=" + ack); // a FIN that comes with it is not taken
    peer.expects("RST seq=" + ack + " win=0");
    peer.expectsNothing();
    exchange.assertState(peer, State.SYN_RECEIVED);
    exchange.assertDrops(SegmentDrop.BAD_ACK, SegmentDrop.BAD_ACK);
    peer.sends("ACK seq=1 ack=1");
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @ParameterizedTest(name = "our numbers start at {0}")
  @Order(3)
  @DisplayName(
      "the third ACK where our numbers wrap around: after 4294967295, and after 2147483647")
  @ValueSource(longs = {4_294_967_294L, 4_294_967_295L, 2_147_483_646, 2_147_483_647})
  void thirdAckAtTheWrapAround(long start) {
    exchange.initialSequenceNumber(peer, start);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    for (long wrong : new long[] {0, 2}) {
      peer.sends("ACK seq=1 ack=" + wrong);
      peer.expects("RST seq=" + wrong);
    }
    exchange.assertState(peer, State.SYN_RECEIVED);
    peer.sends("ACK seq=1 ack=1");
    peer.expectsNothing();
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @Test
  @Order(4)
  @DisplayName("a segment without ACK does not establish anything")
  void thirdSegmentWithoutAck() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("PSH seq=1 data='Hello'");
    peer.expectsNothing();
    exchange.assertState(peer, State.SYN_RECEIVED);
    exchange.assertDrops(SegmentDrop.NO_ACK);
  }

  @Test
  @Order(5)
  @DisplayName("the third ACK is handed to the sender before the application is called")
  void senderLearnsOfTheThirdAck() {
    List<Long> unacknowledged = new ArrayList<>();
    exchange.serving(
        () ->
            new ManualApplication(
                stream -> {
                  Sender sender = exchange.connection(peer).sender();
                  unacknowledged.add(peer.relativeToStack(sender.unacknowledged().value()));
                }));
    peer.connects();
    Told.assertTold("SND.UNA in the first call of the application", unacknowledged, 1L);
  }

  @Test
  @Order(6)
  @DisplayName("both have opened at the same time: the ACK of our SYN establishes, too")
  void bothHaveOpened() {
    InState in = InState.reach(State.SYN_RECEIVED, exchange);
    in.peer().sends("ACK seq=1 ack=1");
    in.peer().expectsNothing();
    exchange.assertState(in.peer(), State.ESTABLISHED);
  }
}
