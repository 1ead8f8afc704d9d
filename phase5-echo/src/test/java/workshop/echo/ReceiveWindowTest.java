package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;

/** RFC 9293 section 3.8.6.2.2, and what happens when nobody reads. */
@Order(29)
@Exercise("5.5")
@DisplayName("Our own window")
class ReceiveWindowTest {
  @RegisterExtension final Exchange exchange = new Exchange();
  private final Peer peer = exchange.peer();
  private final ManualApplication application = new ManualApplication();

  private void consumes(int count) {
    exchange.application(() -> application.stream.consume(count));
  }

  @Test
  @Order(1)
  @DisplayName("it closes as bytes wait for the application, and the right edge stays")
  void closes() {
    exchange.serving(() -> application);
    peer.connects();
    peer.sends("ACK seq=1 ack=1 len=100");
    peer.expects("ACK seq=1 ack=101 win=65435");
    peer.sends("ACK seq=101 ack=1 len=1460");
    peer.expects("ACK seq=1 ack=1561 win=63975");
  }

  @Test
  @Order(2)
  @Exercise("5.7")
  @DisplayName("it opens by at least a full segment, never by a few bytes (MUST-39)")
  void opensByAtLeastASegment() {
    exchange.serving(() -> application);
    peer.connects();
    peer.sendsText(1, 10_000, 1);
    peer.expectsAcks("ACK seq=1 ack=10001 win=55535");
    consumes(1459);
    peer.expectsNothing();
    peer.sends("ACK seq=1 ack=1 len=1"); // asks where we are
    peer.expects("ACK seq=1 ack=10001 win=55535");
    consumes(1);
    peer.sends("ACK seq=1 ack=1 len=1");
    peer.expects("ACK seq=1 ack=10001 win=56995");
  }

  @Test
  @Order(3)
  @DisplayName("when it has opened by two full segments, the peer is told without asking")
  void tellsWithoutAsking() {
    exchange.serving(() -> application);
    peer.connects();
    peer.sendsText(1, 65535, 1);
    peer.expectsAcks("ACK seq=1 ack=65536 win=0");
    consumes(2919);
    peer.expectsNothing();
    consumes(1);
    peer.expects("ACK seq=1 ack=65536 win=2920");
    consumes(65535 - 2920);
    peer.expects("ACK seq=1 ack=65536 win=65535");
  }

  @Test
  @Order(4)
  @DisplayName("an application that reads at once keeps it open, without updates")
  void staysOpen() {
    peer.connects();
    long sent = 1;
    for (int i = 0; i < 100; i++) {
      peer.sends("ACK seq=%d ack=%d len=1460".formatted(sent, sent));
      sent += 1460;
      peer.expects("ACK seq=%d ack=%d win=65535 len=1460".formatted(sent - 1460, sent));
    }
    peer.sends("ACK seq=%d ack=%d".formatted(sent, sent));
  }

  @Test
  @Order(5)
  @Exercise("5.7")
  @DisplayName("a peer that does not read closes our window: memory is bounded; then all comes")
  void backPressure() {
    peer.window(0);
    peer.connects("win=0 mss=1460");
    long sent = 0;
    int window = 65535;
    while (window > 0) {
      int count = Math.min(window, 1460);
      peer.sends("ACK seq=%d ack=1 len=%d".formatted(1 + sent, count));
      sent += count;
      while (peer.peek() != null) {
        TcpSegment answer = peer.expects("ACK seq=1");
        window = (int) (peer.relativeToPeer(answer.ack().value()) + answer.window() - 1 - sent);
      }
      assertThat("bytes that nobody has read", sent, lessThanOrEqualTo(2 * 65535L));
    }
    // 65535 to be sent, and as many received; less than a segment may not have been told.
    assertThat(sent, lessThanOrEqualTo(2 * 65535L));
    assertThat(sent, greaterThan(2 * 65535L - 1460));
    peer.sends("ACK seq=%d ack=1 len=1".formatted(1 + sent));
    peer.expects("ACK seq=1 ack=%d win=0".formatted(1 + sent));

    // Now it reads, and soon it closes.
    peer.window(10_000);
    ByteArrayOutputStream echoed = new ByteArrayOutputStream();
    boolean closed = false;
    boolean fin = false;
    peer.sends("ACK seq=%d ack=1".formatted(1 + sent));
    while (!fin) {
      while (peer.peek() != null) {
        TcpSegment segment = peer.poll();
        echoed.writeBytes(Hex.bytes(segment.payload()));
        fin = (segment.flags() & Script.FIN) != 0;
      }
      if (!closed && echoed.size() > 60_000) {
        peer.sends("FIN,ACK seq=%d ack=%d".formatted(1 + sent, 1 + echoed.size()));
        closed = true;
      } else if (!fin) {
        peer.sends("ACK seq=%d ack=%d".formatted((closed ? 2 : 1) + sent, 1 + echoed.size()));
      }
    }
    assertThat(
        "the bytes that came", echoed.toByteArray(), sameBytes(Exchange.stream(0, (int) sent)));
    peer.sends("ACK seq=%d ack=%d".formatted(2 + sent, 2 + sent));
    exchange.assertConnections(0);
  }

  @Test
  @Order(6)
  @Exercise("5.6")
  @DisplayName("after a FIN there is nothing to open it for")
  void noUpdateAfterFin() {
    exchange.serving(() -> application);
    peer.connects();
    peer.sendsText(1, 10_000, 1);
    peer.expectsAcks("ACK seq=1 ack=10001 win=55535");
    peer.sends("FIN,ACK seq=10001 ack=1");
    peer.expects("ACK seq=1 ack=10002 win=55534");
    consumes(10_000);
    peer.expectsNothing();
  }
}
