package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9293 section 3.5. */
@Order(11)
@DisplayName("The handshake")
class HandshakeTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();

  @Test
  @Order(1)
  @DisplayName("SYN, SYN-ACK, ACK: and the connection is established")
  void threeSegments() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 win=65535 mss=1460");
    assertThat(exchange.state(peer), equalTo(State.SYN_RECEIVED));
    peer.sends("ACK seq=1 ack=1");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
    assertThat(
        exchange.transitions, contains("LISTEN > SYN-RECEIVED", "SYN-RECEIVED > ESTABLISHED"));
    assertThat(exchange.tcp().size(), equalTo(1));
  }

  @Test
  @Order(2)
  @DisplayName("a SYN sent again is answered again, with the same numbers")
  void synAgain() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1); // the clock of the sequence numbers goes on
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(peer.iss(), equalTo(iss));
    exchange.later(2);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(peer.iss(), equalTo(iss));
    peer.sends("ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
    assertThat(exchange.tcp().size(), equalTo(1));
  }

  @ParameterizedTest(name = "SYN seq=0 {0}")
  @Order(3)
  @DisplayName("a SYN with text or options sent again is answered again too")
  @ValueSource(strings = {"len=10", "len=1460 mss=1460", "win=0"})
  void synWithTextAgain(String syn) {
    peer.sends("SYN seq=0 " + syn);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1);
    peer.sends("SYN seq=0 " + syn);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(peer.iss(), equalTo(iss));
    peer.sends("ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
  }

  @Test
  @Order(4)
  @DisplayName("a SYN with FIN sent again is answered again too")
  void synWithFinAgain() {
    peer.sends("SYN,FIN seq=0");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    long iss = peer.iss();
    exchange.later(1);
    peer.sends("SYN,FIN seq=0");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    assertThat(peer.iss(), equalTo(iss));
  }

  @Test
  @Order(5)
  @DisplayName("text that comes with the SYN is not acknowledged: the peer sends it again")
  void synWithText() {
    peer.sends("SYN seq=0 mss=1460 len=10");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(6)
  @DisplayName("a FIN that comes with the SYN is not acknowledged: the peer sends it again")
  void synWithFin() {
    peer.sends("SYN,FIN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    assertThat(exchange.state(peer), equalTo(State.LAST_ACK));
    peer.sends("ACK seq=2 ack=2");
  }

  @Test
  @Order(7)
  @DisplayName("a third ACK that carries text")
  void thirdAckWithText() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK,PSH seq=1 ack=1 data='Hello, TCP!'");
    peer.expects("PSH,ACK seq=1 ack=12 data='Hello, TCP!'");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
  }

  @Test
  @Order(8)
  @DisplayName("a third ACK that carries a FIN")
  void thirdAckWithFin() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.expects("FIN,ACK seq=1 ack=2");
    peer.sends("ACK seq=2 ack=2");
    assertThat(
        exchange.transitions,
        contains(
            "LISTEN > SYN-RECEIVED",
            "SYN-RECEIVED > ESTABLISHED",
            "ESTABLISHED > CLOSE-WAIT",
            "CLOSE-WAIT > LAST-ACK",
            "LAST-ACK > CLOSED"));
    assertThat(exchange.tcp().size(), equalTo(0));
  }

  @Test
  @Order(9)
  @DisplayName("a third ACK that carries text and a FIN: the text is echoed before our FIN")
  void thirdAckWithTextAndFin() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("FIN,PSH,ACK seq=1 ack=1 data='Hello'");
    peer.expects("FIN,PSH,ACK seq=1 ack=7 data='Hello'");
    peer.sends("ACK seq=7 ack=7");
    assertThat(exchange.tcp().size(), equalTo(0));
  }

  @ParameterizedTest(name = "ack={0}")
  @Order(10)
  @DisplayName("a third ACK of something else: reset with its number, and it may still come right")
  @ValueSource(longs = {0, 2, -1, 100_000, 2_147_483_647, -2_147_483_647})
  void badThirdAck(long ack) {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=" + ack);
    peer.expects("RST seq=" + ack + " win=0");
    assertThat(exchange.state(peer), equalTo(State.SYN_RECEIVED));
    assertThat(exchange.drops, contains(SegmentDrop.BAD_ACK));
    peer.sends("ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
  }

  @Test
  @Order(11)
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
  @Order(12)
  @DisplayName("a segment without ACK does not establish anything")
  void thirdSegmentWithoutAck() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("PSH seq=1 data='Hello'");
    peer.expectsNothing();
    assertThat(exchange.state(peer), equalTo(State.SYN_RECEIVED));
    assertThat(exchange.drops, contains(SegmentDrop.NO_ACK));
  }

  @Test
  @Order(13)
  @DisplayName("text that comes before the third ACK, behind a hole, establishes, but is not taken")
  void textBehindAHole() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=11 ack=1 len=10");
    peer.expects("ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
  }

  @Test
  @Order(14)
  @DisplayName("an ACK outside the window is answered, and establishes nothing")
  void thirdAckOutsideTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=65536 ack=1");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("ACK seq=0 ack=1");
    peer.expects("ACK seq=1 ack=1");
    assertThat(exchange.state(peer), equalTo(State.SYN_RECEIVED));
    peer.sends("ACK seq=65535 ack=1"); // the last number within
    assertThat(exchange.state(peer), equalTo(State.ESTABLISHED));
  }

  @Test
  @Order(15)
  @DisplayName("another SYN within the window: back to LISTEN, and the next SYN starts anew")
  void newSynWithinTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("SYN seq=100 mss=1460");
    peer.expectsNothing();
    assertThat(exchange.tcp().size(), equalTo(0));
    exchange.later(1);
    peer.sends("SYN seq=100 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=101 mss=1460");
  }

  @Test
  @Order(16)
  @DisplayName("another SYN outside the window: an ACK, that a peer which starts anew resets")
  void newSynOutsideTheWindow() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("SYN seq=100000 mss=1460");
    peer.expects("ACK seq=1 ack=1");
    peer.sends("RST seq=1"); // RFC 9293 section 3.10.7.3, first: SEQ=SEG.ACK
    peer.expectsNothing();
    assertThat(exchange.tcp().size(), equalTo(0));
    peer.sends("SYN seq=100000 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=100001 mss=1460");
  }

  @Test
  @Order(17)
  @DisplayName("a reset with the right number: back to LISTEN")
  void resetInSynReceived() {
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("RST seq=1");
    peer.expectsNothing();
    assertThat(exchange.tcp().size(), equalTo(0));
    peer.connects();
  }

  @ParameterizedTest(name = "{0}: up to {1} bytes in a segment")
  @Order(18)
  @DisplayName("the peer's MSS is obeyed; 536 where it tells none (MUST-15), or nonsense")
  @CsvSource({
    "'', 536",
    "mss=536, 536",
    "mss=48, 48",
    "mss=1460, 1460",
    "mss=1461, 1460", // more than our own link carries
    "mss=65535, 1460",
    "mss=0, 536",
    "options='01 01 02 04 02 00', 512", // behind NOPs
    "options='fe 04 aa bb 02 04 02 00', 512", // behind an unknown one
    "options='00 00 00 00 02 04 02 00', 536", // behind the end of the list
    "options='fe 00 02 04 02 00', 536", // behind a broken one
    "options='fe 01 02 04 02 00', 536",
    "options='02 03 02 00', 536", // broken itself
    "options='02 04 02', 536",
    "options='02', 536",
    "options='fe ff 00 00', 536",
    "options='02 04 05 b4 04 02 08 0a 00 00 00 01 00 00 00 00 01 03 03 07', 1460" // Linux
  })
  void peersMss(String options, int mss) {
    peer.sends("SYN seq=0 " + options);
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1");
    int text = 2 * mss + 1;
    exchange.batch(
        () -> {
          for (int at = 0; at < text; at += 1000) {
            peer.sends("ACK seq=%d ack=1 len=%d".formatted(1 + at, Math.min(1000, text - at)));
          }
        });
    // Two full ones at once; the last one is small, and waits for their acknowledgment (Nagle).
    int echoed = 0;
    while (echoed < 2 * mss) {
      int size = peer.expects("ACK seq=%d len=%d".formatted(1 + echoed, mss)).payload().limit();
      echoed += size;
      // An ACK of every second segment of ours may come in between.
    }
    if (peer.peek() != null && peer.peek().payload().limit() == 0) {
      peer.expects("ACK seq=" + (1 + echoed));
    }
    peer.sends("ACK seq=%d ack=%d".formatted(1 + text, 1 + echoed));
    peer.expects("ACK seq=%d ack=%d len=1".formatted(1 + echoed, 1 + text));
  }

  @Test
  @Order(19)
  @DisplayName("the MSS that we tell is what our link carries")
  void ownMss() {
    exchange.linkCarries(960);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=960");
    peer.sends("ACK seq=1 ack=1 len=960");
    peer.expects("ACK seq=1 ack=961 len=960");
  }

  @Test
  @Order(20)
  @DisplayName("initial sequence numbers differ from connection to connection")
  void numbersDiffer() {
    Peer other = exchange.peer(40001);
    peer.connects();
    other.connects();
    assertThat(other.iss(), not(equalTo(peer.iss())));
    // Not by a step that could be guessed, either: RFC 6528 section 3 wants a hash in it.
    Peer third = exchange.peer(40002).connects();
    assertThat(third.iss() - other.iss(), not(equalTo(other.iss() - peer.iss())));
  }

  @Test
  @Order(21)
  @DisplayName("flags that nobody here knows (ECE, CWR) do not harm")
  void ecn() {
    peer.sends("SYN,ECE,CWR seq=0 mss=1460"); // RFC 3168 section 6.1.1; we do not take part
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=6 len=5");
  }
}
