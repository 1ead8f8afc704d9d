package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;
import workshop.testkit.Given;

/** RFC 9293 sections 3.10.7.1 and 3.10.7.2. */
@Order(20)
@Exercise("5.1")
@DisplayName("Segments without a connection")
class ListenTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  /** Where nobody listens. */
  private final Peer closed = exchange.peer("192.168.100.1", 40000, 8081);

  @AfterEach
  void noConnection() {
    exchange.assertConnections(0);
    exchange.assertTransitions();
  }

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @DisplayName("listening: nothing but a SYN opens a connection; the rest is dropped")
  @ValueSource(
      strings = {"none seq=5", "none seq=5 len=10", "PSH seq=5 len=10", "FIN seq=5", "URG seq=5"})
  void notASyn(String segment) {
    peer.sends(segment);
    peer.expectsNothing();
    exchange.assertDrops(SegmentDrop.NOT_A_SYN);
  }

  @ParameterizedTest(name = "{0}")
  @Order(2)
  @DisplayName("an ACK can only be a mistake; it is reset where its sender expects it")
  @ValueSource(
      strings = {
        "ACK seq=5 ack=7000",
        "PSH,ACK seq=5 ack=7000 len=10",
        "FIN,ACK seq=5 ack=7000",
        "SYN,ACK seq=5 ack=7000"
      })
  void ackIsReset(String segment) {
    peer.sends(segment);
    peer.expects("RST seq=7000 win=0");
    exchange.assertDrops(SegmentDrop.NOT_A_SYN);
    closed.sends(segment);
    closed.expects("RST seq=7000 win=0");
  }

  @ParameterizedTest(name = "{0}")
  @Order(3)
  @DisplayName("a reset is ignored, whatever comes with it")
  @ValueSource(
      strings = {
        "RST seq=5",
        "RST,ACK seq=5 ack=7000",
        "SYN,RST seq=5",
        "SYN,RST,ACK seq=5 ack=7000",
        "FIN,SYN,RST,PSH,ACK,URG seq=5 ack=7000"
      })
  void resetIsIgnored(String segment) {
    peer.sends(segment);
    peer.expectsNothing();
    exchange.assertDrops(SegmentDrop.NOT_A_SYN);
    closed.sends(segment);
    closed.expectsNothing();
  }

  @Test
  @Order(4)
  @DisplayName("nobody listens: a SYN is refused, and what it takes up acknowledged")
  void refused() {
    peer.sends("FIN seq=0 len=10");
    peer.expectsNothing(); // somebody listens there, and waits for a SYN
    closed.sends("SYN seq=0 mss=1460");
    closed.expects("RST,ACK seq=0 ack=1 win=0");
    closed.sends("SYN seq=0 mss=1460 len=10");
    closed.expects("RST,ACK seq=0 ack=11");
    closed.sends("FIN seq=0 len=10");
    closed.expects("RST,ACK seq=0 ack=11");
    closed.sends("none seq=0");
    closed.expects("RST,ACK seq=0 ack=0");
  }

  @Test
  @Order(5)
  @Given
  @DisplayName("nobody listens any more")
  void stopsListening() {
    assertThat("at first", exchange.tcp().isListening(Exchange.PORT), is(true));
    exchange.tcp().stopListening(Exchange.PORT);
    assertThat("then", exchange.tcp().isListening(Exchange.PORT), is(false));
  }
}
