package workshop.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.testkit.Frames;
import workshop.testkit.Given;

@Given
@Order(13)
@DisplayName("The log of phase 7: datagrams, fragments, errors")
class ServicesLogTest {
  private static final Ipv4Address KERNEL = Ipv4Address.parse(Frames.KERNEL_IP);

  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoopClock clock = new LoopClock();
  private final ServicesLog log = new ServicesLog(false, clock);

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoLonger() {
    System.setOut(before);
  }

  private String told() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private static Ipv4Packet packet(int protocol) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Frames.ipv4().protocol(protocol).payload(new byte[30]).packet());
    return new Ipv4Packet(new Ipv4Header(bytes), bytes.slice(20, 30));
  }

  @Test
  @Order(1)
  @DisplayName("a line for each thing that happens")
  void lines() {
    log.received(KERNEL, new UdpDatagram(40000, 7, ByteBuffer.allocate(5)));
    log.sent(KERNEL, new UdpDatagram(7, 40000, ByteBuffer.allocate(5)));
    log.putTogether(packet(1), 3);
    log.cut(KERNEL, 17, 3008);
    log.errorSent(packet(17), new IcmpMessage(3, 3, ByteBuffer.allocate(32)));
    log.errorSent(packet(99), new IcmpMessage(3, 2, ByteBuffer.allocate(32)));
    log.errorSent(packet(17), new IcmpMessage(11, 1, ByteBuffer.allocate(32)));
    assertThat(
        told(),
        is(
            """
            from 192.168.100.1: UDP 40000 > 7, 5 bytes of data
            to   192.168.100.1: UDP 7 > 40000, 5 bytes of data
            from 192.168.100.1: ICMP in 3 fragments, 30 bytes
            to   192.168.100.1: UDP in fragments, 3008 bytes
            to   192.168.100.1: port unreachable, about its UDP
            to   192.168.100.1: protocol unreachable, about its protocol 99
            to   192.168.100.1: time exceeded, about its UDP
            """));
  }

  @Test
  @Order(2)
  @DisplayName("a flood: twenty lines at once, then five a second, and how many were left out")
  void flood() {
    for (int i = 0; i < 1000; i++) {
      log.cut(KERNEL, 17, 3008);
    }
    assertThat("lines", told().lines().count(), is(20L));
    clock.set(1_000_000_000);
    log.cut(KERNEL, 17, 3008);
    assertThat(
        told(),
        is("(980 more lines like these)\nto   192.168.100.1: UDP in fragments, 3008 bytes\n"));
    for (int i = 0; i < 10; i++) {
      log.cut(KERNEL, 17, 3008);
    }
    told();
    log.endAll();
    assertThat("at the end", told(), is("(6 more lines like these)\n"));
  }
}
