package workshop.tcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.assertIsReset;
import static workshop.tcp.Segments.segment;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.testkit.Exercise;

@Order(10)
@Exercise("4.7")
@DisplayName("Closed ports")
class ClosedPortsTest {
  private record Sent(Ipv4Address destination, TcpSegment segment) {}

  private final List<Sent> sent = new ArrayList<>();
  private final ClosedPorts ports =
      new ClosedPorts((destination, segment) -> sent.add(new Sent(destination, segment)));

  @Test
  @Order(1)
  @DisplayName("a client that tries to connect gets a reset at once")
  void refuses() {
    ports.receive(KERNEL, segment(TcpFlags.SYN, 1000, 0, ""));
    assertThat(sent, hasSize(1));
    assertThat(sent.get(0).destination(), equalTo(KERNEL));
    assertIsReset(sent.get(0).segment(), TcpFlags.RST | TcpFlags.ACK, 0, 1001);
  }

  @Test
  @Order(2)
  @DisplayName(
      "a segment of a forgotten connection: the reset has the number that its sender expects")
  void answersAnOldConnection() {
    ports.receive(KERNEL, segment(TcpFlags.PSH | TcpFlags.ACK, 1000, 5000, "Hello"));
    assertThat(sent, hasSize(1));
    assertIsReset(sent.get(0).segment(), TcpFlags.RST, 5000, 0);
  }

  @Test
  @Order(3)
  @DisplayName("each segment gets its own answer, and the answer goes to its sender")
  void answersEach() {
    Ipv4Address other = new Ipv4Address(0xC0A8_6463);
    ports.receive(KERNEL, segment(TcpFlags.SYN, 1, 0, ""));
    ports.receive(other, segment(TcpFlags.SYN, 2, 0, ""));
    assertThat(sent, hasSize(2));
    assertThat(sent.get(1).destination(), equalTo(other));
    assertIsReset(sent.get(1).segment(), TcpFlags.RST | TcpFlags.ACK, 0, 3);
  }

  @Test
  @Order(4)
  @DisplayName("a reset is not answered")
  void ignoresAReset() {
    ports.receive(KERNEL, segment(TcpFlags.RST, 1000, 0, ""));
    ports.receive(KERNEL, segment(TcpFlags.RST | TcpFlags.ACK, 1000, 5000, ""));
    assertThat(sent, empty());
  }
}
