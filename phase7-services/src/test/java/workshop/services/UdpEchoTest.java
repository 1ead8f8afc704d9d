package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.shared.Ipv4Address;
import workshop.testkit.Frames;
import workshop.testkit.Given;

@Order(12)
@Given
@DisplayName("UdpEcho")
class UdpEchoTest {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);

  private final List<String> sent = new ArrayList<>();
  private final UdpEcho echo =
      new UdpEcho((destination, datagram) -> sent.add(destination + ", " + datagram));

  @Test
  @Order(1)
  @DisplayName("sends the data back: the ports change places")
  void answers() {
    echo.receive(KERNEL, new UdpDatagram(40000, 7, ByteBuffer.allocate(5)));
    assertThat(sent.toString(), is("[192.168.100.1, UDP 7 > 40000, 5 bytes of data]"));
  }

  @ParameterizedTest(name = "from port {0} to port {1}")
  @Order(2)
  @CsvSource({"0, 7", "7, 7", "7, 8080", "13, 7", "17, 7", "19, 7", "37, 7", "8080, 8080"})
  @DisplayName("does not answer who wants no answer, or answers everything (RFC 768, CA-1996-01)")
  void doesNotAnswer(int from, int to) {
    echo.receive(KERNEL, new UdpDatagram(from, to, ByteBuffer.allocate(5)));
    assertThat(sent.toString(), is("[]"));
  }
}
