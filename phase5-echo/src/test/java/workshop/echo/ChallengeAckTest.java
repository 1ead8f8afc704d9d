package workshop.echo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

/** RFC 5961 section 7. */
@Order(38)
@DisplayName("Challenge ACKs")
class ChallengeAckTest {
  @RegisterExtension final Exchange exchange = new Exchange().with(FakeParts.bothHalves());
  private final Peer peer = exchange.peer();

  private int answers(Peer from, String segment, int times) {
    int answers = 0;
    for (int i = 0; i < times; i++) {
      from.sends(segment);
      if (from.peek() != null) {
        from.expects("ACK seq=1 ack=1");
        answers++;
      }
    }
    return answers;
  }

  private void assertAnswers(String when, int expected, Peer from, String segment, int times) {
    int answers = answers(from, segment, times);
    if (answers != expected) {
      throw new AssertionError(
          "'%s' %d times, %s: %d ACKs came back; expected: %d"
              .formatted(segment, times, when, answers, expected));
    }
  }

  @ParameterizedTest(name = "{0}")
  @Order(1)
  @Exercise("5.2")
  @DisplayName("ten a second, and no more; then ten again")
  @ValueSource(
      strings = {
        "ACK seq=1 ack=2", // of what was never sent
        "ACK seq=1 ack=-100000" // or long ago
      })
  void tenASecond(String segment) {
    peer.connects();
    assertAnswers("at once", 10, peer, segment, 30);
    exchange.later(0.5);
    assertAnswers("half a second later", 0, peer, segment, 30);
    exchange.later(0.6);
    assertAnswers("1.1 seconds later", 10, peer, segment, 30);
    exchange.later(1);
    assertAnswers("2.1 seconds later", 5, peer, segment, 5);
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @ParameterizedTest(name = "{0}")
  @Order(7)
  @Exercise("5.7")
  @DisplayName("ten a second also for what lies outside the window")
  @ValueSource(
      strings = {
        "SYN seq=-1000", // an old SYN
        "SYN,ACK seq=0 ack=1",
        "ACK seq=70000 ack=1",
        "FIN,ACK seq=70000 ack=1"
      })
  void tenASecondOutsideTheWindow(String segment) {
    tenASecond(segment);
  }

  @ParameterizedTest(name = "{0}")
  @Order(6)
  @Exercise("5.8")
  @DisplayName("ten a second also for a guessed reset, and a guessed SYN")
  @ValueSource(strings = {"RST seq=2", "SYN seq=1000"})
  void tenASecondForGuesses(String segment) {
    tenASecond(segment);
  }

  @Test
  @Order(7)
  @Exercise("5.8")
  @DisplayName("each connection counts for itself (CVE-2016-5696)")
  void eachConnectionForItself() {
    Peer other = exchange.peer(40001);
    peer.connects();
    other.connects();
    assertAnswers("at once", 10, peer, "RST seq=2", 30);
    assertAnswers("at once", 10, other, "RST seq=2", 30);
  }

  @ParameterizedTest(name = "seq={0}")
  @Order(3)
  @Exercise("5.7")
  @DisplayName("text outside the window is always answered: the peer has lost our ACK, or probes")
  @ValueSource(longs = {-9, 70000})
  void textIsAlwaysAnswered(long seq) {
    peer.connects();
    assertAnswers("at once", 30, peer, "ACK ack=1 len=10 seq=" + seq, 30);
  }

  @Test
  @Order(4)
  @Exercise("5.4")
  @DisplayName("text after a hole is always answered")
  void textBehindAHoleIsAlwaysAnswered() {
    peer.connects();
    assertAnswers("at once", 30, peer, "ACK seq=1000 ack=1 len=10", 30);
  }

  @Test
  @Order(5)
  @Exercise("5.8")
  @DisplayName("an honest peer is served also while somebody guesses")
  void honestPeerIsServed() {
    peer.connects();
    answers(peer, "RST seq=2", 30);
    peer.sends("ACK seq=1 ack=1 len=10");
    peer.expects("ACK seq=1 ack=11 len=10");
    peer.sends("FIN,ACK seq=11 ack=11");
    peer.expects("FIN,ACK seq=11 ack=12");
    peer.sends("ACK seq=12 ack=12");
    exchange.assertConnections(0);
  }
}
