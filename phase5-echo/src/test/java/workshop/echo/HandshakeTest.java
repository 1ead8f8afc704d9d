package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 9293 section 3.5. */
@Order(21)
@DisplayName("The handshake")
class HandshakeTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @Exercise("5.1")
  @DisplayName("a SYN is answered with SYN-ACK: it acknowledges one number, and tells our MSS")
  void synAck() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 win=65535 mss=1460");
    peer.expectsNothing();
    exchange.assertState(peer, State.SYN_RECEIVED);
    exchange.assertTransitions("LISTEN > SYN-RECEIVED");
    exchange.assertConnections(1);
  }

  @Test
  @Order(4)
  @Exercise("5.1")
  @DisplayName("a SYN sent again is answered again, with the same numbers")
  void synAgain() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1); // the clock of the sequence numbers goes on
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Told.assertIs("the number of the SYN-ACK", peer.iss(), iss);
    exchange.later(2);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Told.assertIs("the number of the SYN-ACK", peer.iss(), iss);
    exchange.assertConnections(1);
  }

  @ParameterizedTest(name = "SYN seq=0 {0}")
  @Order(5)
  @Exercise("5.1")
  @DisplayName("a SYN with text or options sent again is answered again too")
  @ValueSource(strings = {"len=10", "len=1460 mss=1460", "win=0"})
  void synWithTextAgain(String syn) {
    peer.sends("SYN seq=0 " + syn);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1);
    peer.sends("SYN seq=0 " + syn);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Told.assertIs("the number of the SYN-ACK", peer.iss(), iss);
  }

  @Test
  @Order(6)
  @Exercise("5.1")
  @DisplayName("a SYN with FIN sent again is answered again too")
  void synWithFinAgain() {
    peer.sends("SYN,FIN seq=0");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1);
    peer.sends("SYN,FIN seq=0");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Told.assertIs("the number of the SYN-ACK", peer.iss(), iss);
  }

  @Test
  @Order(7)
  @Exercise("5.4")
  @DisplayName("text that comes with the SYN is not acknowledged: the peer sends it again")
  void synWithText() {
    peer.sends("SYN seq=0 mss=1460 len=10");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(8)
  @Exercise("5.6")
  @DisplayName("a FIN that comes with the SYN is not acknowledged: the peer sends it again")
  void synWithFin() {
    peer.sends("SYN,FIN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    exchange.assertState(peer, State.LAST_ACK);
    peer.sends("ACK seq=2 ack=2");
  }

  @Test
  @Order(9)
  @Exercise("5.4")
  @DisplayName("a third ACK that carries text")
  void thirdAckWithText() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK,PSH seq=1 ack=1 data='Hello, TCP!'");
    peer.expects("PSH,ACK seq=1 ack=12 data='Hello, TCP!'");
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @Test
  @Order(10)
  @Exercise("5.6")
  @DisplayName("a third ACK that carries a FIN")
  void thirdAckWithFin() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    peer.sends("ACK seq=2 ack=2");
    exchange.assertTransitions(
        "LISTEN > SYN-RECEIVED",
        "SYN-RECEIVED > ESTABLISHED",
        "ESTABLISHED > CLOSE-WAIT",
        "CLOSE-WAIT > LAST-ACK",
        "LAST-ACK > CLOSED");
    exchange.assertConnections(0);
  }

  @Test
  @Order(11)
  @Exercise("5.6")
  @DisplayName("a third ACK that carries text and a FIN: the text is echoed before our FIN")
  void thirdAckWithTextAndFin() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,PSH,ACK seq=1 ack=1 data='Hello'");
    peer.expects("FIN,PSH,ACK seq=1 ack=7 data='Hello'");
    peer.sends("ACK seq=7 ack=7");
    exchange.assertConnections(0);
  }

  @Test
  @Order(13)
  @Exercise("5.4")
  @DisplayName("text with a bad third ACK is not taken")
  void badThirdAckWithText() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=2 data='evil!'");
    peer.expects("RST seq=2");
    peer.sends("ACK seq=1 ack=1 data='Hello'");
    peer.expects("ACK seq=1 ack=6 data='Hello'");
  }

  @Test
  @Order(15)
  @Exercise("5.4")
  @DisplayName("text that comes before the third ACK, after a hole, establishes, but is not taken")
  void textBehindAHole() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=11 ack=1 len=10");
    peer.expects("ACK seq=1 ack=1");
    exchange.assertState(peer, State.ESTABLISHED);
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(16)
  @Exercise("5.7")
  @DisplayName("an ACK outside the window is answered, and establishes nothing")
  void thirdAckOutsideTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=65536 ack=1");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("ACK seq=0 ack=1");
    peer.expects("ACK seq=1 ack=1");
    exchange.assertState(peer, State.SYN_RECEIVED);
    peer.sends("ACK seq=65535 ack=1"); // the last number within
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @Test
  @Order(17)
  @Exercise("5.8")
  @DisplayName("another SYN within the window: back to LISTEN, and the next SYN starts anew")
  void newSynWithinTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("SYN seq=100 mss=1460");
    peer.expectsNothing();
    exchange.assertConnections(0);
    Told.assertTold("why it was given up", exchange.aborts); // nothing is lost
    exchange.later(1);
    peer.sends("SYN seq=100 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=101 mss=1460");
  }

  @Test
  @Order(18)
  @Exercise("5.8")
  @DisplayName("another SYN outside the window: an ACK, that a peer which starts anew resets")
  void newSynOutsideTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("SYN seq=100000 mss=1460");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("RST seq=1"); // RFC 9293 section 3.10.7.3, first: SEQ=SEG.ACK
    peer.expectsNothing();
    exchange.assertConnections(0);
    peer.sends("SYN seq=100000 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=100001 mss=1460");
  }

  @Test
  @Order(19)
  @Exercise("5.8")
  @DisplayName("a reset with the right number: back to LISTEN")
  void resetInSynReceived() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("RST seq=1");
    peer.expectsNothing();
    exchange.assertConnections(0);
    Told.assertTold("why it was given up", exchange.aborts, "reset before it was established");
    peer.connects();
  }

  @Test
  @Order(21)
  @Exercise("5.1")
  @DisplayName("the MSS that we tell is what our link carries")
  void ownMss() {
    exchange.linkCarries(960);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=960");
  }

  @Test
  @Order(22)
  @Exercise("5.1")
  @DisplayName("initial sequence numbers differ from connection to connection")
  void numbersDiffer() {
    Peer other = exchange.peer(40001);
    Peer third = exchange.peer(40002);
    for (Peer each : new Peer[] {peer, other, third}) {
      each.sends("SYN seq=0 mss=1460");
      each.expects("SYN,ACK seq=0 ack=1 mss=1460");
    }
    // Not at equal steps, either: RFC 6528 section 3 wants a hash in it.
    if (third.iss() - other.iss() == other.iss() - peer.iss()) {
      throw new AssertionError(
          "anybody can guess where our next connection starts: these start at %d, %d and %d"
              .formatted(peer.iss(), other.iss(), third.iss()));
    }
  }

  @ParameterizedTest(name = "SYN {0}")
  @Order(2)
  @Exercise("5.1")
  @DisplayName("whatever comes with a SYN, the answer acknowledges the SYN alone")
  @ValueSource(strings = {"len=10", "len=1460 mss=1460", "win=0", "options='01 01 01 00'"})
  void onlyTheSynIsAcknowledged(String rest) {
    peer.sends("SYN,PSH seq=0 " + rest);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
  }

  @Test
  @Order(24)
  @Exercise("5.1")
  @DisplayName("where there is no room for one more, a SYN is dropped; it may come again")
  void noRoom() {
    Peer server = null;
    for (int i = 0; i < Parts.IN_ORDER.mostConnections(); i++) {
      server = exchange.peer("192.168.100.1", 20000 + i, 50000);
      exchange.connect(server, new ManualApplication());
      server.expects("SYN seq=0 mss=1460");
    }
    peer.sends("SYN seq=0 mss=1460");
    peer.expectsNothing(); // no reset: it would tell the peer to give up
    exchange.assertDrops(SegmentDrop.NO_ROOM);
    exchange.assertConnections(Parts.IN_ORDER.mostConnections());
    server.sends("RST,ACK seq=0 ack=1"); // refused: there is room again
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
  }

  @Test
  @Order(23)
  @Exercise("5.4")
  @DisplayName("flags that nobody here knows (ECE, CWR) do not harm")
  void ecn() {
    peer.sends("SYN,ECE,CWR seq=0 mss=1460"); // RFC 3168 section 6.1.1; we do not take part
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=6 len=5");
  }
}
