package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

@Order(41)
@DisplayName("Sequence numbers that wrap around")
class WrapAroundTest {
  private static final long CIRCLE = 1L << 32;

  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();

  private void startsAt(long peerNumber, long ourNumber) {
    peer.initialSequenceNumber(peerNumber);
    exchange.initialSequenceNumber(peer, ourNumber);
  }

  @ParameterizedTest(name = "from {0} before the peer''s wrap, {1} before ours")
  @Order(1)
  @Exercise("5.7")
  @DisplayName("in the middle of a long echo")
  @CsvSource({
    "100000, 100000",
    "100000, 50000",
    "1, 1",
    "2, 1461",
    "65535, 2147583648", // ours passes the point where a signed number turns negative
    "2147583648, 65535",
    "2147583648, 2147583648"
  })
  void longEcho(long peerBefore, long oursBefore) {
    startsAt(CIRCLE - peerBefore, CIRCLE - oursBefore);
    peer.connects();
    assertThat(peer.iss(), equalTo(CIRCLE - oursBefore));
    ByteArrayOutputStream echoed = new ByteArrayOutputStream();
    int total = 200_000;
    for (int sent = 0; sent < total; sent += Math.min(1000, total - sent)) {
      int count = Math.min(1000, total - sent);
      peer.sends("ACK seq=%d ack=%d len=%d".formatted(1 + sent, 1 + echoed.size(), count));
      for (TcpSegment segment = peer.poll(); segment != null; segment = peer.poll()) {
        echoed.writeBytes(Hex.bytes(segment.payload()));
      }
    }
    peer.sends("FIN,ACK seq=%d ack=%d".formatted(1 + total, 1 + echoed.size()));
    for (TcpSegment segment = peer.poll(); segment != null; segment = peer.poll()) {
      echoed.writeBytes(Hex.bytes(segment.payload()));
    }
    assertThat(
        "the echo; numbers wrap around after byte %d of the peer's, and %d of ours"
            .formatted(peerBefore - 1, oursBefore - 1),
        echoed.toByteArray(),
        sameBytes(Exchange.stream(0, total)));
    peer.sends("ACK seq=%d ack=%d".formatted(2 + total, 2 + total));
    exchange.assertConnections(0);
  }

  @ParameterizedTest(name = "{0} before it")
  @Order(2)
  @Exercise("5.8")
  @DisplayName("wherever it falls: in the SYN, in text, in an overlap, in the FIN")
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 20, 1000, 65535, 65536})
  void everywhere(int before) {
    startsAt(CIRCLE - before, CIRCLE - before);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=5");
    peer.expects("ACK seq=1 ack=6 len=5");
    peer.sends("ACK seq=1 ack=1 len=5"); // again
    peer.expects("ACK seq=6 ack=6");
    peer.sends("ACK seq=11 ack=6 len=5"); // after a hole
    peer.expects("ACK seq=6 ack=6");
    peer.sends("ACK seq=3 ack=6 len=8"); // overlapping
    peer.expects("ACK seq=6 ack=11 len=5");
    peer.sends("RST seq=12"); // within the window, but not exact
    peer.expects("ACK seq=11 ack=11");
    peer.sends("RST seq=10"); // outside
    peer.sends("RST seq=65600");
    peer.expectsNothing();
    peer.sends("ACK seq=11 ack=12"); // of what was never sent
    peer.expects("ACK seq=11 ack=11");
    peer.sends("ACK seq=11 ack=11 win=3 len=4");
    peer.expects("ACK seq=11 ack=15 len=3");
    peer.sends("FIN,ACK seq=15 ack=14 win=1000");
    peer.expects("FIN,ACK seq=14 ack=16 len=1");
    peer.sends("FIN,ACK seq=15 ack=14"); // again
    peer.expects("ACK seq=16 ack=16");
    peer.sends("ACK seq=16 ack=15");
    peer.expectsNothing();
    peer.sends("ACK seq=16 ack=16");
    exchange.assertConnections(0);
  }

  @ParameterizedTest(name = "{0} before it")
  @Order(3)
  @Exercise("5.5")
  @DisplayName("in a bad third ACK, and in the reset that answers it")
  @ValueSource(ints = {0, 1, 2, 3})
  void badThirdAck(int before) {
    startsAt(CIRCLE - before, CIRCLE - before);
    peer.sends("SYN seq=0 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=1 mss=1460");
    for (long ack : new long[] {0, 2, -1}) {
      peer.sends("ACK seq=1 ack=" + ack);
      peer.expects("RST seq=" + ack);
    }
    peer.sends("ACK seq=1 ack=1");
    exchange.assertState(peer, State.ESTABLISHED);
  }

  @ParameterizedTest(name = "{0} before it")
  @Order(4)
  @Exercise("5.7")
  @DisplayName("in TIME-WAIT, where the next SYN must lie beyond the old numbers")
  @ValueSource(ints = {0, 1, 2, 3, 100})
  void timeWait(int before) {
    startsAt(CIRCLE - before, CIRCLE - before);
    InState.reach(State.TIME_WAIT, exchange);
    peer.sends("SYN seq=1");
    peer.expects("ACK seq=2 ack=2");
    long old = peer.iss();
    peer.sends("SYN seq=3 mss=1460");
    peer.expects("SYN,ACK seq=0 ack=4 mss=1460");
    assertThat((int) (peer.iss() - old) > 1, equalTo(true));
  }
}
